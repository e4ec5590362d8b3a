// SPDX-License-Identifier: Apache-2.0
// Tokens of a form to its syntax tree.
#ifndef COMPILER_PARSE_H
#define COMPILER_PARSE_H

#include "compiler.h"
#include "scan.h"

// The tree of a form whose last token is TOKEN_DOT. NULL after an error, which has been reported.
Form *parse_form(Compiler *compiler, const TokenList *tokens);

// The same for an expression alone (a sequence has one more node, a BLOCK).
Node *parse_expression(Compiler *compiler, const TokenList *tokens);

#endif
