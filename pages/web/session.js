// Says that the session ended, without touching the page: what is typed stays where it is. Streamlit keeps trying to
// open its socket, and the server opens it as soon as the person has signed in again, in another tab. The message that
// found the session ended went nowhere, so the page is then run again, with what its boxes and cells hold by now.
"use strict";
(() => {
  const ENDED = 4401;
  const PAUSE = 3000;
  const CONNECTED = 500; // Streamlit takes a moment to know that its socket is open
  let banner = null;
  let unsent = false;

  const show = () => {
    if (banner) return;
    banner = document.createElement("div");
    banner.setAttribute("role", "alert");
    banner.style.cssText = "position:fixed;inset:0 0 auto 0;z-index:10000000;padding:.8rem 1rem;text-align:center;" +
      "background:#7a2a0b;color:#fff;font:600 1rem/1.4 system-ui,sans-serif;box-shadow:0 2px 12px #0006";
    banner.textContent = "Su sesión terminó. Lo que escribió sigue aquí: ";
    const link = document.createElement("a");
    link.href = "/ingresar";
    link.target = "_blank";
    link.textContent = "ingrese de nuevo en otra pestaña";
    link.style.cssText = "color:#fff;text-decoration:underline";
    banner.append(link, " y vuelva a esta.");
    document.body.append(banner);
    setTimeout(look, PAUSE);
  };
  const look = async () => {
    const answer = await fetch("/sesion", { cache: "no-store" }).catch(() => null);
    if (answer?.status !== 204) return setTimeout(look, PAUSE);
    banner.remove();
    banner = null;
    return undefined;
  };
  const runAgain = () => { // Streamlit's own key for it; a click is not repeated, what was typed is sent
    if (unsent) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "r", keyCode: 82, bubbles: true }));
    unsent = false;
  };
  window.WebSocket = class extends window.WebSocket {
    constructor(...options) {
      super(...options);
      this.addEventListener("open", () => setTimeout(runAgain, CONNECTED));
      this.addEventListener("close", (event) => {
        if (event.code !== ENDED) return;
        unsent = true;
        show();
      });
    }
  };
})();
