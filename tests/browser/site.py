"""The application as a whole office uses it: one server, one browser per person, restarts in between."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from data.opening import open_records
from data.records.schema.identity import user_sessions
from data.settings import ROOT, Settings
from tests.browser.chromium import settle
from tests.serving import free_port, order, start, stop, wait_until_healthy

PASSWORD = "cuatro palabras al azar"
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Site:
    """A folder, the server that serves it now, and the page that each person has open."""

    home: Path
    browser: Browser
    pictures: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[str] | None" = None
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self) -> None:
        self.process = start(self.home, self.port)
        wait_until_healthy(self.url, self.process)

    def kill(self) -> None:
        """Whoever trips over the cable does not say goodbye; the same folder is served again by `serve`."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate(timeout=20)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            stop(self.process)

    def add_account(self, person: str, role: str) -> None:
        """`manage.py user add PERSON@prueba.invalid --name "Cargo PERSON" --role ROLE`."""
        given = ["user", "add", mail(person), "--name", f"Cargo {person}", "--role", role, "--password-stdin"]
        command, environment = order(self.home, *given)
        options = {"cwd": ROOT, "env": environment, "text": True, "encoding": "utf-8", "capture_output": True}
        done = subprocess.run(command, input=f"{PASSWORD}\n", **options)
        assert done.returncode == 0, done.stderr

    def open(self, person: str, path: str) -> Page:
        """That person's page, at that address; signs in the first time."""
        page = self.pages.get(person)
        if page is None:
            window = {"width": 1366, "height": 768}
            context = self.browser.new_context(base_url=self.url, locale="es-CO", viewport=window)
            context.set_default_timeout(PATIENCE)
            page = self.pages[person] = context.new_page()
            page.goto(f"/ingresar?next={path}")
            sign_in(page, person)
        else:
            page.goto(path)
        settle(page)
        return page

    def expire_sessions(self) -> None:
        """As if nobody had touched anything in the last hours."""
        _, database = open_records(Settings(self.home, f"sqlite:///{(self.home / 'records.sqlite').as_posix()}", "47"))
        with database.engine.begin() as connection:
            connection.execute(update(user_sessions).values(last_seen_at=datetime.now(UTC) - timedelta(hours=3)))
        database.engine.dispose()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A failure says in which step it was, and leaves a picture of what each person had before them."""
        try:
            yield
        except BaseException as error:
            for person, page in self.pages.items():
                page.screenshot(path=self.pictures / f"{person}.png")
            error.add_note(f"Step: {name}. Pictures: {self.pictures}")
            raise


def mail(person: str) -> str:
    return f"{person}@prueba.invalid"


def sign_in(page: Page, person: str) -> None:
    page.get_by_label("Correo").fill(mail(person))
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Ingresar", exact=True).click()


@contextmanager
def opened(browser: Browser, folder: Path) -> Iterator[Site]:
    """A site that is not served yet, on an empty folder."""
    site = Site(folder / "home", browser, folder)
    try:
        yield site
    finally:
        site.close()


def click(page: Page, name: str, *, exact: bool = True) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()
    settle(page)


def step_to(page: Page, name: str) -> None:
    """A choice of the segmented control: a level, a step."""
    page.get_by_role("radio", name=name).first.click()
    settle(page)


def pick(page: Page, label: str, option: str) -> None:
    """Chooses in a selector by the beginning of what the option says."""
    box = page.get_by_test_id("stSelectbox").or_(page.get_by_test_id("stMultiSelect"))
    inside = box.filter(has=page.get_by_text(label, exact=True)).locator("input").first
    wanted = page.get_by_role("option").filter(has_text=option).first
    for _ in range(3):  # a list that opens while the page is still moving closes again
        inside.click()
        page.wait_for_timeout(500)
        if page.get_by_role("option").first.is_visible():
            break
    if not wanted.is_visible():  # a long list is drawn as it is scrolled; typing narrows it
        inside.fill(option)
    wanted.click()
    settle(page)


def fill(page: Page, label: str, text: str) -> None:
    """Writes in a box and leaves it."""
    box = page.get_by_label(label, exact=True).first
    box.fill(text)
    box.press("Tab")
    settle(page)


def upload(page: Page, path: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(path)


def need_text(page: Page, *texts: str) -> None:
    """Each text is somewhere on the page, written as people read it."""
    for text in texts:
        expect(page.get_by_test_id("stMain")).to_contain_text(text)


def expect_metric(page: Page, label: str, value: str) -> None:
    metrics = page.get_by_test_id("stMetric")
    expect(metrics.filter(has=page.get_by_text(label, exact=True))).to_contain_text(value)
