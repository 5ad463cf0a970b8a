// Streamlit has no translations: its own widget texts are put into Spanish here, in one place. Only whole texts that
// are listed are touched, never what a person wrote; an unlisted text merely stays in English.
"use strict";
(() => {
  const WORDS = new Map(Object.entries({
    "Upload": "Elegir archivo", "Browse files": "Elegir archivo", "Browse directories": "Elegir carpeta",
    "Drag and drop file here": "Arrastre aquí el archivo", "Drag and drop files here": "Arrastre aquí los archivos",
    "Choose an option": "Elija una opción", "Choose options": "Elija opciones",
    "Choose or add an option": "Elija o agregue una opción", "Choose or add options": "Elija o agregue opciones",
    "No options to select": "No hay opciones", "No results": "Sin resultados", "Select all": "Todas",
    "Press Enter to apply": "Enter para aplicar", "Press Enter to submit form": "Enter para enviar",
    "Press Ctrl+Enter to apply": "Ctrl+Enter para aplicar", "Press ⌘+Enter to apply": "⌘+Enter para aplicar",
    "Press Ctrl+Enter to submit form": "Ctrl+Enter para enviar", "Press ⌘+Enter to submit form": "⌘+Enter para enviar",
    "Clear all": "Quitar todo", "Clear value": "Borrar", "Clear": "Borrar", "open": "abrir", "Open": "Abrir",
    "Close": "Cerrar", "Cancel": "Cancelar", "Remove": "Quitar", "Delete": "Eliminar", "Help": "Ayuda",
    "Fullscreen": "Pantalla completa", "Close fullscreen": "Salir de pantalla completa",
    "Exit fullscreen": "Salir de pantalla completa", "Show data": "Ver los datos", "Show chart": "Ver la gráfica",
    "Search": "Buscar", "Download as CSV": "Descargar CSV", "Show/hide columns": "Mostrar u ocultar columnas",
    "Add row": "Agregar fila", "Delete row(s)": "Retirar filas", "Clear selection": "Quitar la selección",
    "Sort ascending": "Ordenar de menor a mayor", "Sort descending": "Ordenar de mayor a menor",
    "Format": "Formato", "Autosize": "Ajustar el ancho", "Pin column": "Fijar la columna",
    "Unpin column": "Soltar la columna", "Hide column": "Ocultar la columna", "Statistics": "Estadísticas",
    "Running...": "Trabajando…", "Running…": "Trabajando…", "Stop": "Detener", "Rerun": "Actualizar",
    "Connecting": "Conectando", "CONNECTING": "CONECTANDO", "Settings": "Apariencia", "Print": "Imprimir",
    "Record a screencast": "Grabar la pantalla", "About": "Acerca de", "Main menu": "Menú",
    "Choose app theme": "Tema", "Use system setting": "El del equipo", "Light": "Claro", "Dark": "Oscuro",
    "Theme": "Tema", "Appearance": "Apariencia", "Wide mode": "Ancho completo", "System": "Del equipo",
    "Skip to main content": "Ir al contenido", "View more": "Ver más", "View less": "Ver menos",
    "Page not found": "La página no existe", "Connection error": "Sin conexión con el servidor",
    "Copy to clipboard": "Copiar", "Copied": "Copiado", "Show password text": "Mostrar la contraseña",
    "Hide password text": "Ocultar la contraseña", "Previous month": "Mes anterior", "Next month": "Mes siguiente",
    "Sidebar": "Barra lateral", "file upload": "Elegir archivo", "App pages": "Páginas de la aplicación",
    "Network issue": "Falla de red", "Next page": "Página siguiente", "Previous page": "Página anterior",
  }));
  const PATTERNS = [
    [/^(?:Limit )?([\d.]+ ?[KMG]?B) per file(?: • (.*))?$/, (_, size, kinds) => `Hasta ${size} por archivo${kinds ? ` • ${kinds}` : ""}`],
    [/^(Add row|Delete row\(s\)|Show\/hide columns|Download as CSV|Search|Fullscreen|Clear selection): (.+)$/,
      (_, deed, what) => `${WORDS.get(deed)}: ${what}`],
    [/^Help for (.+)$/, "Ayuda sobre «$1»"], [/^Remove (.+)$/, "Quitar $1"], [/^Delete (.+)$/, "Quitar $1"],
    [/^File must be (.+) or smaller\.$/, "El archivo debe pesar $1 o menos."],
    [/^(\S+) files are not allowed\.$/, "No se admiten archivos $1."],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "Puede elegir hasta $1. Quite una primero."],
    [/^Running (.+)\.$/, "Trabajando…"],
    [/^(?:You have requested page .+|The page that you have requested .+)$/, "Esa página no existe o su rol no la usa. Se abrió el inicio."],
    [/^Is Streamlit still running\?[^]*$/, "El servidor no responde. Si lo detuvo, inícielo de nuevo; lo escrito aquí se conserva."],
  ];
  const ATTRIBUTES = ["aria-label", "placeholder", "title", "alt"];
  const WRITTEN = "textarea, pre, code, [contenteditable=true], [data-testid=stMarkdownContainer], [data-testid=stText], [data-testid=stTable]";
  const OWN = "[data-testid=stFileUploaderDropzone]"; // Streamlit writes the text of this button as Markdown

  const inSpanish = (text) => {
    const plain = text.trim();
    if (!plain || plain.length > 300) return null;
    const word = WORDS.get(plain);
    if (word) return text.replace(plain, () => word);
    const found = PATTERNS.find(([pattern]) => pattern.test(plain));
    return found ? plain.replace(found[0], found[1]) : null;
  };
  const translateText = (node) => {
    const wanted = inSpanish(node.nodeValue);
    if (wanted === null || wanted === node.nodeValue) return;
    const holder = node.parentElement;
    if (!holder?.closest(WRITTEN) || holder.closest(OWN)) node.nodeValue = wanted;
  };
  const translateAttributes = (element) => {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const wanted = value === null ? null : inSpanish(value);
      if (wanted !== null && wanted !== value) element.setAttribute(name, wanted);
    }
  };
  const translate = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    translateAttributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node); else translateAttributes(node);
    }
    return undefined;
  };
  const observe = () => {
    translate(document.body);
    new MutationObserver((changes) => changes.forEach((change) => {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else if (change.type === "characterData") translateText(change.target);
      else translateAttributes(change.target);
    })).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  };
  if (document.body) observe(); else addEventListener("DOMContentLoaded", observe);
})();
