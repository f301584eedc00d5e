import type { ConceptId, EntryText } from '../codex/entry.ts';
import type { PublishedKey } from './codex-published.ts';

/** The computer and its kernel. */
export const COMPUTER = {
  C01: {
    title: 'Four resources',
    plain:
      'Whatever you compute on, from a watch to a data centre, has four things to give: processor time, memory, storage and a network connection. Every program lives on some mixture of them. When one runs short everything that needs it waits, and that one is called the bottleneck.',
    seen: 'The machine at the bottom of the picture is as wide as its memory. Processor, disk and network show as time: bars of the timeline grow when many share them, and requests that nobody can serve are lost.',
    real: [
      { part: 'machine.metal', figure: 'ramMiB' },
      { part: 'machine.metal', figure: 'threads' },
      {
        compare: [
          { part: 'machine.old-pc', figure: 'diskOpUs' },
          { part: 'machine.desktop', figure: 'diskOpUs' },
        ],
      },
    ],
    lessSimple:
      'Graphics processors and other accelerators are resources too. Inside the processor, caches and the road to memory are shared without anybody being asked, so a program can be slow although none of the four looks full.',
    related: ['C02', 'C11', 'C21'],
  },
  C02: {
    title: 'The kernel runs the hardware',
    plain:
      'An operating system is many programs, and one of them is in charge: the kernel. It talks to the devices, through pieces of code called drivers, and deals out processor, memory, storage and network to everybody else. Without it an ordinary program has nothing to stand on.',
    seen: 'Drag a native program to a bare machine and it is refused; put a kernel in between and a place lights up. Only bare-metal code may stand on hardware directly.',
    real: [
      { part: 'kernel.linux', figure: 'baseKiB' },
      { part: 'kernel.linux', figure: 'servicesKiB' },
    ],
    lessSimple:
      'Firmware works before any kernel does, and part of it stays awake beside the kernel. A program can also be given a device of its own, as fast network software is, and bare-metal code simply brings the drivers it needs.',
    related: ['C01', 'C03', 'C05', 'C06'],
  },
  C03: {
    title: 'From the power button to programs',
    plain:
      'Starting up is a relay race. Firmware wakes the hardware and finds a bootloader, the bootloader puts the kernel into memory, the kernel prepares the devices and starts the first program, and that one starts all others. Nobody sets off before the baton has arrived.',
    seen: 'Boot fills the layers from the lowest upwards. In the timeline each leg of the race is a bar that begins where the bar before it ends, and after a power loss all of it is run again.',
    real: [
      { part: 'machine.desktop', figure: 'firmwareMs' },
      { part: 'machine.desktop', figure: 'loaderMs' },
      { part: 'kernel.linux', figure: 'initCpuMs' },
    ],
    lessSimple:
      'The legs can blur. UEFI firmware can start a Linux kernel with no bootloader between them, a hypervisor often loads the kernel of its guest itself, and many Linux systems first run from a small temporary file system that finds the real one.',
    related: ['C04', 'C08', 'C18', 'C20'],
  },
  C04: {
    title: 'Where start-up time goes',
    plain:
      'Of the wait between the button and a usable computer, the larger part usually belongs to the kernel and to what it starts. The services that it starts, called user space, tend to take longer than the kernel proper. Whoever wants to start faster looks there first.',
    seen: 'Compare the bars of one machine in the timeline: firmware, bootloader, kernel, services. On the old PC, with its hard disk, the last two dwarf the others.',
    real: [{ published: 'laptop-boot' }, { published: 'desktop-boot' }, { published: 'firmware-boot' }],
    lessSimple:
      'It is a rule of thumb from the time of the BIOS. On some modern computers UEFI firmware alone has been measured to take as long as everything after it, and a server can spend minutes in firmware before it looks for a kernel.',
    related: ['C03', 'C09', 'C37'],
  },
  C05: {
    title: 'Many kernels, one job',
    plain:
      'Linux, Windows, macOS and MINIX each have a kernel, and all of them do the same work: keep the hardware in order and share it out. They go about it differently and, above all, they want to be asked differently. A program built to ask one of them is not understood by another.',
    seen: 'Several kernels fit the same machine, but a program made for Linux is refused on Windows. The refusal names the kernel that would do.',
    real: [
      {
        compare: [
          { part: 'kernel.windows', figure: 'minRamMiB' },
          { part: 'kernel.linux', figure: 'minRamMiB' },
        ],
      },
      {
        compare: [
          { part: 'kernel.windows', figure: 'diskMiB' },
          { part: 'kernel.linux', figure: 'diskMiB' },
        ],
      },
    ],
    lessSimple:
      'There are interpreters between the camps. Wine answers the questions of Windows programs on Linux, the first Windows Subsystem for Linux answered those of Linux programs on Windows; they cover much, never all.',
    related: ['C02', 'C07', 'C29', 'C39'],
  },
  C06: {
    title: 'System calls',
    plain:
      'A program may compute as much as it likes, but to open a file, send a packet or get more memory it has to ask the kernel. Each such question is a system call. A copied file is a long row of them: open, read, write, read, write, close.',
    seen: 'A light falls from the program to the nearest kernel and back: a system call goes no deeper. Only when a device is needed does the light go on down, through every layer to the hardware.',
    real: [
      {
        compare: [
          { part: 'kernel.linux', figure: 'syscallNs' },
          { part: 'kernel.unikernel', figure: 'syscallNs' },
        ],
      },
      { published: 'filtered-calls' },
    ],
    lessSimple:
      'Many reads never reach a disk, because the kernel answers from file data that it keeps in memory, the page cache. A call from a container has also been measured to cost more than one from outside, since a filter looks at it first. This game charges nothing for the filter, so that a container is never dearer than a virtual machine.',
    related: ['C02', 'C15', 'C21', 'C26'],
  },
  C07: {
    title: 'Monolithic kernels and microkernels',
    plain:
      'A monolithic kernel carries its drivers inside: quick to reach, but one bad driver can bring everything down. A microkernel keeps only the bare essentials and runs drivers as separate programs that can be restarted alone. The price is that requests travel between programs, and each trip takes time.',
    seen: 'When a driver fails, a tower on Linux goes dark and has to boot again. On MINIX the devices pause for a moment and the tower stays lit.',
    real: [{ published: 'microkernel-servers' }, { part: 'kernel.minix', figure: 'diskOpTax' }],
    lessSimple:
      'Windows and macOS are called hybrids: they took ideas from both sides, yet a driver inside can still stop them, and each also lets some drivers run outside. How much a microkernel pays depends on how well it is made, as the published figures show.',
    related: ['C02', 'C06', 'C33'],
  },
  C08: {
    title: 'Reading the boot log',
    plain:
      'Nobody ever sees a kernel at work. What it shows of itself is a log: one line of text for each step, with the time at which it happened. People who look after computers learn to read such logs as doctors learn to read charts.',
    seen: 'Open the boot log of a run: every kernel writes its own, those of guests too, each in the manner of its family. What the log says and what the timeline draws is the same story.',
    real: [{ published: 'guest-log' }],
    lessSimple:
      'Many lines at start-up are really written by services. Windows and macOS hide the text behind a logo and keep it for those who ask, and tracing tools can watch a running kernel far more closely than its log does.',
    related: ['C03', 'C04'],
  },
  C09: {
    title: 'Memory, lent and taken back',
    plain:
      'At start-up memory is found and checked, and the kernel lays out its books about it. More memory takes longer to check and needs thicker books. From then on the kernel lends memory to programs and takes it back when they end.',
    seen: 'The more memory a machine has, the longer its firmware takes and the wider is the kernel on it. During a run programs widen and shrink; when nothing is free any more the largest is killed, and it is started again only a few times.',
    real: [{ part: 'kernel.linux', figure: 'manageKiBPerGiB' }, { published: 'page-structures' }],
    lessSimple:
      'Kernels fill spare memory with file data that they can drop again, and move what is rarely used out to disk. Linux also promises more than it has; when too many promises fall due at once, its out-of-memory killer picks a victim, which need not be the largest one as it is here.',
    related: ['C10', 'C19', 'C01'],
  },
  C10: {
    title: 'The kernel as referee',
    plain:
      'The kernel gives each process memory of its own and stops it when it reaches for that of others. A timer interrupts whoever is running, many times a second, so that even an endless loop cannot keep the processor. A process that takes too much can be limited or killed, and its neighbours go on.',
    seen: 'A process that runs away swells up to its limit, or crowds everybody if it has none. When one is killed, one block goes dark and those beside it stay lit.',
    real: [{ published: 'neighbours-under-attack' }],
    lessSimple:
      'Without limits, a greedy program can still make a whole system useless: in the same measurements on Xen, plain Linux stopped being usable under attacks that guests next door hardly felt. And some processors have leaked secrets through these walls, as Meltdown and Spectre proved.',
    related: ['C09', 'C11', 'C26', 'C32'],
  },
} as const satisfies Record<ConceptId<'computer'>, EntryText<PublishedKey>>;
