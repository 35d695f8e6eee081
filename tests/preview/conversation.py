"""What a person can do on the preview's page, and see there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Conversation:
    """One page, open on the preview's channel."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.box = page.locator("#channel-composer-input")
        self.timeline = page.locator("#channel-message-list")

    @property
    def newest(self) -> "Locator":
        """The last message, whichever that is when it is looked at."""
        return self.timeline.locator("> article").last

    def send(self, text: str) -> None:
        """Type a message and send it."""
        self._settle()
        self.box.fill(text)
        self.box.press("Enter")

    def press(self, label: str) -> None:
        """Press the latest button with a label."""
        self._settle()
        self.timeline.get_by_role("button", name=label, exact=True).last.click()

    def open_menu(self, name: str) -> None:
        """Open the latest menu of a name."""
        self._settle()
        self.newest.get_by_role("combobox", name=name).click()

    def pick(self, name: str, option: str) -> None:
        """Pick an option from the latest menu of a name."""
        self.open_menu(name)
        self.newest.get_by_role("option", name=option).click()

    def command(self, name: str) -> None:
        """Run a slash command that has no options."""
        self._settle()
        self.box.press_sequentially(f"/{name}")
        self.page.get_by_role("option", name=f"/{name}").click()
        self.page.keyboard.press("Enter")

    def _settle(self) -> None:
        """Wait until the page takes the next action: it does one at a time."""
        self.page.wait_for_function("window.simcordPreview?.ready")
