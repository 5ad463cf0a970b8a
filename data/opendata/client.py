"""Asking the portal: one request at a time, with a name, with patience and with limits.

What may pass (no network, a slow or broken answer, "too many requests", a server error) is tried again after a pause
that doubles, or the one that the portal asks for. Redirections are followed only within the same scheme, host and
port: a mirror that someone set is not a way to somewhere else.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Final, TypeVar

import httpx

from data.logbook import LOGGER
from data.opendata import errors
from data.opendata.errors import Passing
from data.opendata.portal import Dataset

USER_AGENT: Final = "PAM (Plan de Apoyo al Mejoramiento de una secretaria de educacion de Colombia)"
_EDITION: Final = "x-soda2-truth-last-modified"
_MAY_PASS: Final = frozenset({202, 408, 429, 500, 502, 503, 504})  # 202: the portal is still preparing the answer
_REDIRECTIONS: Final = 3
_BLINK: Final = 0.1
Result = TypeVar("Result")


@dataclass(frozen=True)
class Manners:
    """How patient it is, in seconds: to connect, between two pieces of an answer, for a whole answer however slowly it
    drips, before the second attempt, and the longest that it waits because the portal says so; and how many attempts
    and bytes a question may take."""

    connect: float = 10.0
    read: float = 30.0
    whole: float = 300.0
    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 120.0
    most_bytes: int = 16 << 20


@dataclass(frozen=True)
class Answer:
    """`edition` is when the portal says that the data set last changed, "" when it does not."""

    content: bytes
    media_type: str
    edition: str


class Client:
    """One data set of one portal. `cancelled()` is asked all along; `told` hears why it is waiting."""

    def __init__(
        self,
        address: str,
        dataset: Dataset,
        manners: Manners,
        cancelled: Callable[[], bool],
        told: Callable[[str], None],
    ) -> None:
        self.dataset = dataset
        self._url = httpx.URL(f"{address}/resource/{dataset.id}.csv")
        self.host = self._url.host
        self._manners = manners
        self._cancelled = cancelled
        self._told = told
        timeout = httpx.Timeout(manners.read, connect=manners.connect)
        self._http = httpx.Client(
            timeout=timeout,
            headers={"User-Agent": USER_AGENT, "Accept": "text/csv"},
            limits=httpx.Limits(max_connections=1),
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._http.close()

    def ask(self, query: Mapping[str, str], read: Callable[[Answer], Result]) -> Result:
        """What `read` makes of the answer; it raises Passing when the answer may be better the next time.

        Raises PortalError: of the last attempt, or of the first fault that would not pass.
        """
        for attempt in range(1, self._manners.attempts + 1):
            try:
                return read(self._once(query))
            except Passing as fault:
                LOGGER.warning("open data, %s, attempt %s: %r", self.dataset.id, attempt, fault.__cause__ or fault)
                if attempt == self._manners.attempts:
                    raise fault.error from fault
                self._pause(fault, attempt)
        raise AssertionError("at least one attempt")

    def error(self, kind: type[errors.PortalError], **details: object) -> errors.PortalError:
        """An error of this data set, with the host that was asked."""
        return kind(self.dataset, self.host, **details)

    def stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise self.error(errors.FetchCancelledError)

    def _once(self, query: Mapping[str, str]) -> Answer:
        self.stop_if_cancelled()
        try:
            return self._followed(self._url.copy_merge_params(dict(query)))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise Passing(self.error(errors.UnreachableError)) from error
        except httpx.TimeoutException as error:
            raise Passing(self.error(errors.SlowError)) from error
        except httpx.RequestError as error:
            raise Passing(self.error(errors.CutError)) from error

    def _followed(self, url: httpx.URL) -> Answer:
        for _ in range(_REDIRECTIONS + 1):
            with self._http.stream("GET", url) as response:
                if response.next_request is None:
                    return self._answer(response)
                url = self._allowed(response.next_request.url)
        raise self.error(errors.MovedError, target=f"{url.host}, sin fin")

    def _allowed(self, url: httpx.URL) -> httpx.URL:
        if (url.scheme, url.host, url.port) != (self._url.scheme, self._url.host, self._url.port):
            raise self.error(errors.MovedError, target=f"{url.scheme}://{url.host}")
        return url

    def _answer(self, response: httpx.Response) -> Answer:
        if response.status_code in _MAY_PASS:
            raise Passing(self.error(errors.StatusError, status=response.status_code), _asked_wait(response))
        if response.status_code != httpx.codes.OK:
            raise self.error(errors.StatusError, status=response.status_code)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(self._body(response), media_type, response.headers.get(_EDITION, ""))

    def _body(self, response: httpx.Response) -> bytes:
        """Never more than was expected nor for longer than the patience there is: some answers have no end."""
        deadline, body = time.monotonic() + self._manners.whole, bytearray()
        for piece in response.iter_bytes():
            self.stop_if_cancelled()
            body += piece
            if len(body) > self._manners.most_bytes:
                raise self.error(errors.NotDataError, what="mucho más de lo que se le pidió")
            if time.monotonic() > deadline:
                raise Passing(self.error(errors.SlowError))
        return bytes(body)

    def _pause(self, fault: Passing, attempt: int) -> None:
        seconds = self._manners.first_wait * 2 ** (attempt - 1) if fault.wait is None else fault.wait
        if seconds > self._manners.longest_wait:
            raise self.error(errors.WaitError, wait=_spoken(seconds)) from fault
        self._told(f"El portal no respondió bien; se repite en {_spoken(seconds)}")
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.stop_if_cancelled()
            time.sleep(min(left, _BLINK))


def _asked_wait(response: httpx.Response) -> float | None:
    """The seconds of `Retry-After`, which may be a number or a moment; None when it says nothing."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _spoken(seconds: float) -> str:
    """ "un momento", "5 segundos", "3 minutos"."""
    if seconds < 1.5:
        return "un momento"
    if seconds > 7200:
        return "más de dos horas"
    whole = round(seconds)
    return f"{whole} segundos" if whole < 120 else f"{-(-whole // 60)} minutos"
