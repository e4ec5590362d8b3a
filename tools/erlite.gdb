# SPDX-License-Identifier: Apache-2.0
#
# Prints what the runtime's words mean, in gdb, alive or from a core file. Needs a build with debug
# information: make MODE=debug, then
#
#     gdb -x tools/erlite.gdb --args build/debug/erlite run program.erl
#
# Commands: term WORD, stack [PROCESS], heap [PROCESS], registers COUNT [PROCESS], mailbox
# [PROCESS]. PROCESS is an expression; without it, `process` of the selected frame, or of the
# innermost frame outside that has one. The layout is that of vm/term/term.h; names of kinds come
# from the debug information.

python
import gdb
import struct

MAX_DEPTH = 12
MAX_ITEMS = 40
ATOMS_PER_CHUNK = 1024  # CHUNK_ENTRIES of vm/term/atom.c


def word_of(value):
    """The bits of a Term, which is a struct in builds with TERM_CHECKED."""
    value = value.referenced_value() if value.type.code == gdb.TYPE_CODE_REF else value
    if value.type.strip_typedefs().code == gdb.TYPE_CODE_STRUCT:
        value = value['word']
    return int(value) & 0xFFFFFFFFFFFFFFFF


def read_words(address, count):
    data = gdb.selected_inferior().read_memory(address, count * 8)
    return struct.unpack('<%dQ' % count, bytes(data))


def signed(word):
    return word - (1 << 64) if word >> 63 else word


def enumerators(name):
    return {field.enumval: field.name for field in gdb.lookup_type('enum ' + name).fields()}


def kind_name(kind):
    return enumerators('BoxedKind').get(kind, 'KIND_?%d' % kind)[len('KIND_'):].lower()


def innermost(name):
    """A variable of the selected frame or of the nearest caller that has it."""
    frame = gdb.selected_frame()
    while frame is not None:
        try:
            value = frame.read_var(name)
            if not value.is_optimized_out:
                return value
        except (ValueError, gdb.error):
            pass
        frame = frame.older()
    return None


def find_process(text):
    value = gdb.parse_and_eval(text) if text else innermost('process')
    if value is None:
        raise gdb.GdbError('no variable "process" here: give an expression for one')
    return value


def find_atoms():
    process = innermost('process')
    if process is not None:
        return process['vm']['atoms']
    vm = innermost('vm')
    return vm['atoms'] if vm is not None else None


def atom_text(index):
    table = find_atoms()
    if table is None:
        return 'atom#%d' % index
    try:
        chunk = table['chunks'][index // ATOMS_PER_CHUNK]
        chunk = chunk.cast(gdb.lookup_type('AtomText').pointer())
        entry = chunk[index % ATOMS_PER_CHUNK]
        return entry['bytes'].string('utf-8', length=int(entry['size']))
    except gdb.error:
        return 'atom#%d' % index


def atom(index):
    text = atom_text(index)
    plain = text[:1].islower() and all(c.isalnum() or c in '_@#' for c in text)
    return text if plain else "'%s'" % text.replace('\\', '\\\\').replace("'", "\\'")


def immediate(word):
    kind, payload = (word >> 3) & 31, word >> 8
    name = enumerators('ImmediateKind').get(kind, '')[len('IMMEDIATE_'):]
    if name == 'ATOM':
        return atom(payload)
    if name == 'NIL':
        return '[]'
    if name == 'ZERO':
        return '-0.0' if payload else '0.0'
    if name == 'NONE':
        return '<none>'
    return '<%s %#x>' % (name.lower(), payload)


def list_text(word, depth):
    items = []
    while word & 7 == 1 and len(items) < MAX_ITEMS:
        head, word = read_words(word - 1, 2)
        items.append(term_text(head, depth + 1))
    text = ','.join(items)
    if word & 7 == 1:
        return '[' + text + ',...]'
    if immediate_is_nil(word):
        return '[%s]' % text
    return '[%s|%s]' % (text, term_text(word, depth + 1))


def immediate_is_nil(word):
    return word & 7 == 5 and immediate(word) == '[]'


def boxed_text(word, depth):
    address = word - 2
    header = read_words(address, 1)[0]
    if header & 7 != 6:
        return '<boxed %#x without a header: %#x>' % (address, header)
    kind, size = kind_name((header >> 3) & 31), header >> 8
    words = read_words(address + 8, min(size, MAX_ITEMS))
    more = ',...' if size > MAX_ITEMS else ''
    if kind == 'tuple':
        return '{' + ','.join(term_text(w, depth + 1) for w in words) + more + '}'
    if kind in ('big_positive', 'big_negative'):
        value = sum(limb << (64 * i) for i, limb in enumerate(words))
        return '%d%s' % (-value if kind == 'big_negative' else value, more)
    if kind == 'float':
        return repr(struct.unpack('<d', struct.pack('<Q', words[0]))[0])
    if kind == 'flat_map':
        keys = read_words(words[0] - 2 + 8, size - 1)[:MAX_ITEMS - 1]
        return '#{' + ','.join('%s => %s' % (term_text(k, depth + 1), term_text(v, depth + 1))
                               for k, v in zip(keys, words[1:])) + more + '}'
    if kind == 'heap_bits':
        data = b''.join(struct.pack('<Q', w) for w in words[1:])[:(words[0] + 7) // 8]
        return '<<%s%s>>:%d bits' % (' '.join('%02x' % b for b in data), more, words[0])
    if kind in ('ref', 'shared_bits', 'fun', 'export_fun'):
        return '<%s %#x: %s>' % (kind, address, ' '.join('%#x' % w for w in words))
    text = ' '.join(term_text(w, depth + 1) for w in words)
    return '<%s %#x: %s%s>' % (kind, address, text, more)


def term_text(word, depth=0):
    tag = word & 7
    if tag == 0:
        return str(signed(word) >> 3)
    if tag in (3, 4):
        bits = (word >> 4 | word << 60) & 0xFFFFFFFFFFFFFFFF
        return repr(struct.unpack('<d', struct.pack('<Q', bits))[0])
    if tag == 5:
        return immediate(word)
    if tag == 6:
        return '<header %s, %d words>' % (kind_name((word >> 3) & 31), word >> 8)
    if tag == 7:
        return '<return %#x>' % (word & ~7)
    if depth > MAX_DEPTH:
        return '...'
    try:
        return list_text(word, depth) if tag == 1 else boxed_text(word, depth)
    except gdb.MemoryError:
        return '<bad pointer %#x>' % word


class Command(gdb.Command):
    """A command whose help is its class's documentation."""

    def __init__(self):
        super().__init__(self.name, gdb.COMMAND_DATA)


class Term(Command):
    """term WORD: prints a term as Erlang would."""
    name = 'term'

    def invoke(self, text, from_tty):
        print(term_text(word_of(gdb.parse_and_eval(text))))


class Stack(Command):
    """stack [PROCESS]: the words of a process's stack, its top first. In compiled code the true
top is the engine's parameter stack; the process has it from the last time it was stored."""
    name = 'stack'

    def invoke(self, text, from_tty):
        heap = find_process(text)['heap']
        top, end = int(heap['room']['end']), int(heap['block_end'])
        for i, word in enumerate(read_words(top, (end - top) // 8)):
            print('%#x  %s' % (top + 8 * i, term_text(word)))


class Heap(Command):
    """heap [PROCESS]: every object in the block of a process's heap, in the order of addresses."""
    name = 'heap'

    def invoke(self, text, from_tty):
        heap = find_process(text)['heap']
        at, top = int(heap['start']), int(heap['room']['top'])
        print('block %#x, survivors below %#x, top %#x, end %#x; old generation %d words' % (
            at, int(heap['high_water']), top, int(heap['block_end']), int(heap['old_words'])))
        while at < top:
            word = read_words(at, 1)[0]
            if word & 7 == 6:
                print('%#x  %s' % (at, boxed_text(at + 2, 0)))
                at += 8 * (1 + (word >> 8))
            else:
                head, tail = read_words(at, 2)
                print('%#x  [%s|%s]' % (at, term_text(head, MAX_DEPTH), term_text(tail, MAX_DEPTH)))
                at += 16


class Registers(Command):
    """registers COUNT [PROCESS]: the first x registers."""
    name = 'registers'

    def invoke(self, text, from_tty):
        count, _, process = text.partition(' ')
        if not count.isdigit():
            raise gdb.GdbError('usage: registers COUNT [PROCESS]')
        x = innermost('x') if not process else None
        if x is None:
            x = find_process(process)['x']
        for i, word in enumerate(read_words(int(x), int(count))):
            print('x%d  %s' % (i, term_text(word)))


class Mailbox(Command):
    """mailbox [PROCESS]: the messages that wait, in the order of arrival."""
    name = 'mailbox'

    def invoke(self, text, from_tty):
        message = find_process(text)['messages_first']
        while int(message) != 0:
            print(term_text(word_of(message['term'])))
            message = message['next']


for command in (Term, Stack, Heap, Registers, Mailbox):
    command()
end
