"""What a person can do and see on the preview's page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ATTEMPTS = 3
PATIENCE = 8_000
"""Maximum wait for a menu, in milliseconds."""


class Conversation:
    """A page on the preview's channel."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.box = page.locator("#channel-composer-input")
        self.timeline = page.locator("#channel-message-list")

    @property
    def newest(self) -> "Locator":
        """The last message at the time of use."""
        return self.timeline.locator("> article").last

    def send(self, text: str) -> None:
        """Type a message and send it."""
        self._settle()
        self.box.fill(text)
        self.box.press("Enter")

    def press(self, label: str) -> None:
        """Click the latest button with a label."""
        self._settle()
        self.timeline.get_by_role("button", name=label, exact=True).last.click()

    def open_menu(self, name: str) -> None:
        """Open the latest menu with a name."""
        self._settle()
        self.newest.get_by_role("combobox", name=name).click()

    def pick(self, name: str, option: str) -> None:
        """Pick an option from the latest menu with a name.

        The page draws itself anew as time goes by, which may close a menu under one's hand: then it is opened again.
        """
        from playwright.sync_api import TimeoutError as TooLate  # noqa: PLC0415 - the browser is optional

        choice = self.newest.get_by_role("option", name=option)
        for attempt in range(1, ATTEMPTS + 1):
            if not choice.is_visible():
                self.open_menu(name)
            try:
                choice.click(timeout=PATIENCE)
            except TooLate:
                if attempt == ATTEMPTS:
                    raise
            else:
                return

    def view_as(self, member: str) -> None:
        """Go on as another member."""
        self._settle()
        self.page.locator("#viewer-picker").select_option(label=member)
        self._settle()

    def command(self, name: str) -> None:
        """Run a slash command without options."""
        self._settle()
        self.box.press_sequentially(f"/{name}")
        self.page.get_by_role("option", name=f"/{name}").click()
        self.page.keyboard.press("Enter")

    def _settle(self) -> None:
        """Wait until the page is ready for the next action. It runs one at a time."""
        self.page.wait_for_function("window.simcordPreview?.ready")
