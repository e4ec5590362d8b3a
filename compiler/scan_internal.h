// SPDX-License-Identifier: Apache-2.0
// What scan.c and scan_text.c share.
#ifndef COMPILER_SCAN_INTERNAL_H
#define COMPILER_SCAN_INTERNAL_H

#include "scan.h"

// An empty span at the current position.
Span scan_span_here(const Scanner *s);
// Lets a span end at the current position.
void scan_end_span(const Scanner *s, Span *span);
// Call after a line feed has been consumed.
void scan_new_line(Scanner *s);
// Consumes and returns a character that is not ASCII. Bytes that are not UTF-8 are reported once
// and taken as Latin-1.
uint32_t scan_next_wide(Scanner *s);
// Turns the token into an error at its span. NULL when the scanner is quiet.
Diagnostic *scan_error(Scanner *s, Token *token, const char *message);
// Completes an atom or variable that ends here.
void scan_finish_name(Scanner *s, Token *token, TokenKind kind, Name *name);
// Strings, quoted atoms, characters and sigils; the scanner is at the quote, `$` or `~`.
void scan_text_token(Scanner *s, Token *token);

#endif
