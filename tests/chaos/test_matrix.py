"""The main faults of the matrix, once each."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

SECONDS = 110
"""It takes 40 s on two idle cores."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the files of a process that runs")
def test_the_main_faults_are_survived_without_a_lost_or_doubled_answer() -> None:
    command = [sys.executable, "-m", "tests.chaos", "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True, timeout=SECONDS)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr
