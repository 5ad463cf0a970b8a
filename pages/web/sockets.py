"""The open sockets of each session, each asked for its session before every message.

A socket keeps the cookie it was opened with, and a message is a rerun: when the session has ended the message goes no
further and the socket is closed. The browser keeps what is on the screen, typed text and edited cells included; once
the person signs in again it opens the socket anew with the new cookie and goes on.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENDED, RESTART = 4401, 1012
_OPEN: defaultdict[str, set[asyncio.Event]] = defaultdict(set)


def close_all(token: str) -> None:
    """Asks every socket that was opened with the token to close. To be called from the server's event loop."""
    for closing in _OPEN.get(token, ()):
        closing.set()


async def serve(
    app: ASGIApp, token: str, is_open: Callable[[str], Awaitable[bool]], scope: Scope, receive: Receive, send: Send
) -> None:
    """Serves one socket until its browser leaves, its session ends, or `close_all` is asked for."""
    closing, code = asyncio.Event(), RESTART
    _OPEN[token].add(closing)

    async def receive_while_open() -> Message:
        nonlocal code
        message = await _first(receive, closing)
        if message["type"] == "websocket.receive" and not await is_open(token):
            code = ENDED
            closing.set()
            return {"type": "websocket.disconnect", "code": code}
        return message

    try:
        await app(scope, receive_while_open, send)
        if closing.is_set():
            await send({"type": "websocket.close", "code": code})
    finally:
        _OPEN[token].discard(closing)
        if not _OPEN[token]:
            del _OPEN[token]


async def _first(receive: Receive, closing: asyncio.Event) -> Message:
    message, closed = asyncio.ensure_future(receive()), asyncio.ensure_future(closing.wait())
    try:
        await asyncio.wait({message, closed}, return_when=asyncio.FIRST_COMPLETED)
        return message.result() if message.done() else {"type": "websocket.disconnect", "code": RESTART}
    finally:
        message.cancel()
        closed.cancel()
