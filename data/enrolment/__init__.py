"""Files of students, reduced at the door: counts stay, people do not (INTAKE.md, Personal data)."""
