"""SIMAT: enrolment, one student per row. The child process reduces it to counts; it never becomes a table of cells."""

from data.enrolment.layout import SOURCE as SOURCE
