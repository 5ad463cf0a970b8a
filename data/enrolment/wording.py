"""What each rule of enrolment says, and how to mend it, in Spanish."""

from data.intake.wording import counted

_CODE = "Escriba las doce cifras del código DANE del establecimiento, como texto."
_DATE = "Escriba la fecha como AAAA-MM-DD o dele formato de fecha en Excel."

RULES: dict[str, tuple[str, str]] = {
    "fila_no_es_dato": ("no son de un estudiante (totales o notas); no se cargan", "Bórrelas del archivo si estorban."),
    "fila_columnas": ("tienen más o menos columnas que el encabezado", "Revise los separadores y las comillas."),
    "celda_error_excel": ("tienen un error de Excel", "Corrija la fórmula o escriba el valor."),
    "celda_formula_sin_valor": (
        "tienen una fórmula sin valor guardado",
        "Abra el libro en Excel y guárdelo de nuevo, o pegue los valores en lugar de las fórmulas.",
    ),
    "celda_combinada": ("tienen celdas combinadas", "Separe las celdas y escriba el dato en cada fila."),
    "celda_vacia": (
        "no dicen el establecimiento, el documento o el grado",
        "Complete esas columnas: sin ellas el estudiante no se puede contar.",
    ),
    "codigo_dane_longitud": ("traen un código DANE que no tiene doce cifras", _CODE),
    "codigo_inexistente": (
        "traen un municipio que no existe en DIVIPOLA",
        "Corrija el código DANE de cinco cifras del municipio.",
    ),
    "anio_invalido": ("no traen un año válido", "Escriba el año con cuatro cifras."),
    "numero_invalido": ("traen un grado que no existe", "Use los grados del SIMAT: de -2 a 13, de 21 a 26 o 99."),
    "valor_fuera_de_lista": ("traen una zona que no es urbana ni rural", "Escriba «URBANA» o «RURAL»."),
    "documento_invalido": (
        "traen un documento que no lo es (con decimales, signos o muy corto)",
        "Escriba el documento como texto, sin puntos ni notación científica.",
    ),
    "fecha_texto": ("traen una fecha que puede ser día/mes o mes/día", _DATE),
    "fecha_invalida": ("traen una fecha que no existe", _DATE),
    "fecha_fuera_de_rango": ("traen una fecha de nacimiento imposible para su año", _DATE),
    "texto_muy_largo": ("traen un nombre demasiado largo para serlo", "Revise si se corrieron las columnas."),
    "caracteres_invalidos": ("traen caracteres invisibles o de control", "Vuelva a escribir esas celdas."),
    "revisar_texto_na": (
        "dicen «NA» o «NULL» donde va un nombre",
        "Si es un apellido, complételo; si falta el dato, deje la celda vacía.",
    ),
    "fila_duplicada": (
        "repiten a un estudiante del mismo año; se conserva la primera",
        "Deje una sola fila por estudiante y año.",
    ),
}


def message(rule: str, count: int) -> str:
    return f"{counted(count, 'fila', 'filas')}: {RULES[rule][0]}."


def mend(rule: str) -> str:
    return RULES[rule][1]
