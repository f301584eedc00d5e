import type { ConceptId, EntryText } from '../codex/entry.ts';
import type { PublishedKey } from './codex-published.ts';

/** Software and what it needs. */
export const SOFTWARE = {
  C38: {
    title: 'Bytecode runs anywhere',
    plain:
      'Java is compiled for an imagined machine, and the JVM plays that machine on every system. JavaScript travels as text and is read where it runs, by Node.js for example. Such a program depends neither on the operating system nor on the processor, only on its runtime.',
    seen: 'The same bytecode may stand on its runtime over Linux, Windows or macOS, on either instruction set. The runtime under it takes width and a bar in the timeline of its own.',
    real: [
      {
        compare: [
          { part: 'runtime.jvm', figure: 'startCpuMs' },
          { part: 'runtime.python', figure: 'startCpuMs' },
        ],
      },
      {
        compare: [
          { part: 'runtime.jvm', figure: 'baseKiB' },
          { part: 'runtime.node', figure: 'baseKiB' },
        ],
      },
    ],
    lessSimple:
      'The runtime itself is a native program and has to be built for every system. And programs have leaks: native add-ons, notations of file paths, the version of the runtime can tie them down after all.',
    related: ['C39', 'C40', 'C05'],
  },
  C39: {
    title: 'What native programs need',
    plain:
      'A program compiled from C, C++, Rust or Go is machine code for one instruction set, and its system calls are meant for one operating system: it depends on both. Docker images hold such programs and inherit this. Assembly that makes no system calls depends on the processor alone.',
    seen: 'Each workload says in which forms it comes. Where instruction set or system do not fit it is refused, with the reason and with what would fit.',
    real: [{ published: 'hello' }, { part: 'hypervisor.qemu', figure: 'cpuTax' }],
    lessSimple:
      'Source code can be compiled again for another target, and an image can come in several variants. Where that is no help, an emulator can step in for single programs: Linux can be told to start foreign binaries with QEMU (binfmt), and a Mac has Rosetta.',
    related: ['C05', 'C22', 'C23', 'C29', 'C38'],
  },
  C40: {
    title: 'Process machines are no walls',
    plain:
      'The words virtual machine have two meanings. The JVM, Node.js, Python and Ruby are process virtual machines: programs of the host that run other programs, with the rights of any process. They see the files of the host and share its fate; only a system virtual machine is a computer apart.',
    seen: 'Between two programs in one runtime there is nothing: a crash or a break-in takes both, and a goal that asks for a wall is missed. A container or a virtual machine around each puts that right.',
    real: [
      {
        compare: [
          { part: 'runtime.node', figure: 'baseKiB' },
          { part: 'engine.docker', figure: 'containerKiB' },
        ],
      },
      { published: 'node-container' },
    ],
    lessSimple:
      'Runtimes do protect a little: code is checked, and stray pointers cannot happen. Browsers even keep the code of strangers apart by their runtime, but put processes around it too, because one error in the runtime is enough. Java has given up the sandbox it once had for such code.',
    related: ['C10', 'C32', 'C38'],
  },
} as const satisfies Record<ConceptId<'software'>, EntryText<PublishedKey>>;
