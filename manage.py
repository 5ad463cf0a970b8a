"""Launcher: makes `.venv`, installs the pinned requirements, then runs the command inside it.

Standard library only at the top, so that it starts on any Python >= 3.11, Windows included.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
USAGE = """Uso: python3 manage.py ORDEN [opciones]     (en Windows: py manage.py ORDEN)

  run [--demo] [--port N] [--no-browser]   abre la aplicación (con --demo, la demostración)
  test [opciones de pytest]                prepara el entorno y pasa las pruebas
  demo                                     crea el plan de demostración y termina
  user add CORREO --name N --role R …      crea una cuenta
  import ARCHIVO [--dry-run | --accept]    carga un archivo de caracterización sin navegador
  fetch men | divipola [--accept]          trae las estadísticas del MEN, o compara los municipios con la DIVIPOLA
  baseline --indicator I --year A          muestra una línea de base
  bench intake [--rows N] [--large N]      mide la carga contra la lectura desnuda del archivo
  bench engine [--indicators N]            mide el cálculo de un plan entero contra las expresiones desnudas
  warehouse rebuild                        reconstruye la bodega de datos si un archivo se dañó

La carpeta de datos es data/local; la variable PAM_HOME elige otra."""


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
        sys.exit(f"PAM necesita Python 3.11 o posterior; este es {sys.version.split()[0]}")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(USAGE)
        return 0 if arguments else 1
    if Path(sys.prefix).resolve() != VENV.resolve():
        prepare("requirements-dev.txt" if arguments[0] == "test" else "requirements.txt")
        return inside_environment(arguments)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    if arguments[0] == "test":
        return run_tests(arguments[1:])
    from data.commands import execute

    return execute(arguments)


def prepare(requirements: str) -> None:
    """Makes the environment when it is missing and installs what the pinned files ask for when they changed."""
    if not VENV_PYTHON.exists():
        print("Preparando el entorno en .venv (solo la primera vez)…", file=sys.stderr, flush=True)
        make_environment()
    stamp = VENV / f".installed-{requirements}"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    print("Instalando lo que la aplicación necesita; tarda un par de minutos…", file=sys.stderr, flush=True)
    command = [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]
    if subprocess.call(command, cwd=ROOT, stdout=sys.stderr) != 0:
        sys.exit("No se pudo instalar. Revise la conexión a internet y vuelva a intentarlo.")
    stamp.write_text(wanted, encoding="ascii")


def make_environment() -> None:
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        sys.exit("No se pudo crear .venv. En Debian o Ubuntu instale antes el paquete python3-venv.")


def fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for name in ("requirements.txt", "requirements-dev.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def inside_environment(arguments: list[str]) -> int:
    command = [str(VENV_PYTHON), str(ROOT / "manage.py"), *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def run_tests(options: list[str]) -> int:
    workers = [] if any(option.startswith("-n") for option in options) else ["-n", "2", "--dist", "worksteal"]
    return subprocess.call([sys.executable, "-m", "pytest", *workers, *options], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
