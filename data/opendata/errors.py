"""Why a data set could not be brought: what happened and how to go on, in one Spanish sentence each."""

from data.opendata.portal import Dataset
from procedure.errors import PamError


class PortalError(PamError):
    """Base. `words` is the sentence, whose end is how to go on without the portal."""

    words = ""

    def __init__(self, dataset: Dataset, host: str, **details: object) -> None:
        known = {"title": dataset.title, "host": host, "otherwise": dataset.by_hand}
        super().__init__(self.words.format(**known, **details))


class UnreachableError(PortalError):
    """There is no network, or no portal at the other end."""

    words = "No hay conexión con el portal de datos abiertos ({host}): revise la red y repita, o {otherwise}."


class SlowError(PortalError):
    """It answers too slowly, or not at all."""

    words = (
        "El portal de datos abiertos ({host}) no respondió a tiempo: repita más tarde, que seguirá donde iba, "
        "o {otherwise}."
    )


class CutError(PortalError):
    """The answer did not come whole."""

    words = (
        "El portal de datos abiertos ({host}) cortó la descarga de «{title}»: repita, que seguirá donde iba, "
        "o {otherwise}."
    )


class StatusError(PortalError):
    """It refuses, or fails, with a status of HTTP."""

    words = "El portal de datos abiertos ({host}) respondió con el error {status}: repita más tarde, o {otherwise}."


class WaitError(PortalError):
    """It asks to wait longer than anybody would with the page open."""

    words = "El portal de datos abiertos ({host}) pide esperar {wait}: repita entonces, o {otherwise}."


class NotDataError(PortalError):
    """It answers, but not what was asked for."""

    words = (
        "El portal de datos abiertos ({host}) respondió {what} en vez de los datos de «{title}»: repita más tarde, "
        "o {otherwise}."
    )


class MovedError(PortalError):
    """It sends elsewhere: only its own host is followed."""

    words = (
        "El portal de datos abiertos ({host}) envía a otro sitio ({target}) y por seguridad no se sigue: repita más "
        "tarde, o {otherwise}."
    )


class EditionError(PortalError):
    """It published something else while it was being brought."""

    words = (
        "El portal de datos abiertos ({host}) cambió «{title}» mientras se descargaba: vuelva a traerlo desde el "
        "principio, o {otherwise}."
    )


class UnderwayError(PortalError):
    """Somebody is bringing something already: the portal is asked one question at a time."""

    words = "Ya se está trayendo algo del portal de datos abiertos: espere a que termine y repita."


class FetchCancelledError(PortalError):
    """Whoever asked for it changed their mind."""

    words = "Se canceló la descarga de «{title}»: lo que ya llegó se conserva y al repetirla sigue donde iba."


class Passing(Exception):  # noqa: N818 - a reason to try again, not yet an error
    """A fault that may pass. `error` is what to say when it does not; `wait` the seconds that the portal asks for."""

    def __init__(self, error: PortalError, wait: float | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.wait = wait
