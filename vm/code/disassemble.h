// SPDX-License-Identifier: Apache-2.0
// Code as text, in both layers: the generic instructions of a BEAM file, and the internal ones of a
// loaded module. Apart from the loader because only people need it.
#ifndef ERLITE_DISASSEMBLE_H
#define ERLITE_DISASSEMBLE_H

#include "code/beam_file.h"
#include "term/byte_buffer.h"

// Appends the exports and imports of an opened file and its instructions, one a line.
void disassemble_file(ByteBuffer *text, const BeamFile *file);
// Appends the internal instructions of a loaded module, each with its place in words from the start
// of the code.
void disassemble_module(ByteBuffer *text, const AtomTable *atoms, const CodeTable *table,
                        const Module *module);

#endif
