// Says that the session ended, without touching the page: what is typed stays where it is. Streamlit keeps trying to
// open its socket, and the server opens it as soon as the person has signed in again, in another tab.
"use strict";
(() => {
  const ENDED = 4401;
  const PAUSE = 3000;
  let banner = null;

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
  window.WebSocket = class extends window.WebSocket {
    constructor(...options) {
      super(...options);
      this.addEventListener("close", (event) => { if (event.code === ENDED) show(); });
    }
  };
})();
