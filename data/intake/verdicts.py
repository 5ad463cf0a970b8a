"""Why a whole file is refused: a stable code and its Spanish sentence (what, where, how to mend it).

Standard library only: the child process that opens hostile files imports this and nothing heavy.
"""

from procedure.errors import PamError

_SAVE_AS_XLSX = "Ábralo en Excel y guárdelo como «Libro de Excel (.xlsx)»."
_DOWNLOAD_AGAIN = "Descárguelo o expórtelo de nuevo y vuelva a cargarlo."

MESSAGES = {
    "archivo_vacio": "El archivo «{file}» está vacío (0 bytes). " + _DOWNLOAD_AGAIN,
    "archivo_muy_grande": "El archivo «{file}» pesa {size} MB y el máximo es {limit} MB. Divídalo por año o por "
    "municipio.",
    "no_es_xlsx": "El archivo «{file}» no es un libro de Excel aunque su nombre lo diga{detail}. "
    "Verifique que eligió el archivo correcto o guárdelo como .xlsx.",
    "formato_no_admitido": "El archivo «{file}» viene en un formato que no se admite{detail}. " + _SAVE_AS_XLSX,
    "extension_no_coincide": "La extensión de «{file}» no corresponde a su contenido{detail}. "
    "Corrija la extensión o exporte el archivo de nuevo.",
    "zip_danado": "El libro «{file}» está dañado o incompleto{detail}. " + _DOWNLOAD_AGAIN,
    "zip_sospechoso": "El libro «{file}» tiene una estructura interna que Excel no produce{detail}; por seguridad no "
    "se "
    "abre. " + _SAVE_AS_XLSX,
    "con_contrasena": "El libro «{file}» está protegido con contraseña. Ábralo, quite la contraseña "
    "(Archivo → Información → Proteger libro) y vuelva a cargarlo.",
    "con_macros": "El libro «{file}» contiene macros y no se admite. Guárdelo como «Libro de Excel (.xlsx)», sin "
    "macros.",
    "xlsx_incompleto": "Al libro «{file}» le falta una parte{detail}. " + _SAVE_AS_XLSX,
    "xlsx_invalido": "El libro «{file}» no cumple el formato de Excel{detail}. " + _SAVE_AS_XLSX,
    "xml_con_dtd": "El libro «{file}» contiene definiciones XML que Excel nunca escribe{detail}; por seguridad no se "
    "abre. " + _SAVE_AS_XLSX,
    "demasiado_grande_descomprimido": "El libro «{file}» ocupa demasiado al descomprimirse{detail}. "
    "Copie solo los datos en un libro nuevo.",
    "sin_hojas": "El libro «{file}» no tiene hojas de cálculo.",
    "hoja_oculta": "Todas las hojas de «{file}» están ocultas. Muestre la hoja de los datos y vuelva a cargarlo.",
    "demasiadas_hojas": "El libro «{file}» tiene {count} hojas y el máximo es {limit}. Deje solo las hojas de datos.",
    "demasiadas_columnas": "En «{file}»{of_sheet} hay datos más allá de la columna {limit}{detail}. "
    "Borre las columnas sobrantes.",
    "demasiadas_filas": "En «{file}»{of_sheet} hay demasiadas filas con datos (máximo {limit}){detail}. "
    "Divida el archivo por año o por municipio.",
    "sin_datos": "El archivo «{file}» no tiene filas de datos{detail}. Verifique que eligió la hoja y el archivo "
    "correctos.",
    "columna_faltante": "{detail}",
    "no_es_plan": "El libro «{file}» no es el plan en Excel que se descarga de aquí{detail}. Descargue el libro, copie "
    "allí sus cambios y vuelva a subirlo.",
    "no_es_reporte": "El libro «{file}» no es el reporte trimestral en Excel que se descarga de aquí{detail}. "
    "Descargue el libro, copie allí lo que reporta y vuelva a subirlo.",
    "anio_desconocido": "El archivo «{file}» ({title}) no dice de qué año es: sus filas no lo traen. Escriba el "
    "año en el nombre, por ejemplo «colegios_2024.csv», y vuelva a cargarlo.",
    "encabezado_duplicado": "En «{file}»{of_sheet} fila {row}, la columna «{column}» aparece más de una "
    "vez "
    "({cells}). Deje solo una.",
    "tipo_distinto": "Se esperaba «{expected}» y el archivo «{file}» es «{found}». Elija el tipo correcto o deje que "
    "se "
    "reconozca solo.",
    "tipo_desconocido": "No existe el tipo de archivo «{expected}». Tipos admitidos: {known}.",
    "codificacion_mixta": "El archivo «{file}» mezcla dos codificaciones de texto (línea {row}): parte UTF-8 y parte "
    "Windows-1252. Vuelva a exportarlo desde un solo programa, en UTF-8.",
    "caracteres_invalidos": "El archivo «{file}» contiene caracteres que no son texto{detail}. " + _DOWNLOAD_AGAIN,
    "csv_invalido": "El archivo «{file}» no se puede separar en columnas{detail}. Revise las comillas y los saltos de "
    "línea.",
    "parquet_danado": "El archivo «{file}» no es un Parquet completo. " + _DOWNLOAD_AGAIN,
    "lector_caido": "El archivo «{file}» hizo fallar al lector y se descartó; lo demás sigue funcionando. "
    + _SAVE_AS_XLSX,
    "lector_tiempo": "Leer «{file}» tardó más de {limit} segundos y se detuvo. Divida el archivo o cárguelo como CSV.",
    "sin_memoria": "El archivo «{file}» necesita más memoria de la permitida y se detuvo. Divídalo o cárguelo como "
    "CSV.",
    "cancelado": "Se canceló la lectura de «{file}». No se guardó nada.",
}


class IntakeError(PamError):
    """The file as a whole is refused. `code` is a key of MESSAGES and stable; the message is Spanish."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Refusal(Exception):  # noqa: N818 - a verdict, not a fault
    """Raised where the file is read, without knowing its name; `spoken` turns it into an IntakeError."""

    def __init__(self, code: str, detail: str = "", **details: object) -> None:
        super().__init__(code, detail)
        self.code = code
        self.details: dict[str, object] = {"detail": detail, **details}


def spoken(code: str, file: str, details: dict[str, object]) -> IntakeError:
    """The IntakeError of a code; `details` fill its sentence, a plain detail reads as an aside in parentheses."""
    detail = str(details.get("detail") or "")
    aside = f" ({detail})" if detail and code != "columna_faltante" else detail
    of_sheet = f", hoja «{details['sheet']}»," if details.get("sheet") else ""
    words = {"of_sheet": of_sheet, "row": "", **details, "file": file, "detail": aside}
    return IntakeError(code, MESSAGES[code].format(**words))
