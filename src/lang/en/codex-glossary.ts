import type { ConceptId } from '../codex/entry.ts';

/** A word of the field, what it means, and the entry it belongs to. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
  readonly concept: ConceptId;
}

/** In alphabetical order. */
export const GLOSSARY: readonly Term[] = [
  { term: 'ballooning', meaning: 'Asking a running guest to give back memory that it can spare.', concept: 'C19' },
  { term: 'bare metal', meaning: 'Hardware used directly, with no hypervisor or operating system in between.', concept: 'C02' },
  { term: 'bootloader', meaning: 'The small program that finds the kernel, puts it into memory and starts it.', concept: 'C03' },
  { term: 'bottleneck', meaning: 'The resource that runs short first and so decides how fast everything goes.', concept: 'C01' },
  { term: 'bytecode', meaning: 'Instructions for an imagined machine, which a runtime carries out on a real one.', concept: 'C38' },
  {
    term: 'container',
    meaning: 'A group of processes that sees files, processes and addresses of its own on a shared kernel.',
    concept: 'C26',
  },
  { term: 'control group', meaning: 'A set of processes for which Linux limits and counts processor, memory and devices.', concept: 'C26' },
  { term: 'copy-on-write', meaning: 'Sharing something until somebody changes it, and only then making a copy.', concept: 'C35' },
  { term: 'driver', meaning: 'Code that knows how to operate one kind of device.', concept: 'C02' },
  { term: 'emulator', meaning: 'A program that imitates another computer, its processor included.', concept: 'C23' },
  { term: 'engine', meaning: 'The program that makes, starts and looks after containers.', concept: 'C26' },
  { term: 'firmware', meaning: 'Software built into a machine that runs first, such as a BIOS or UEFI.', concept: 'C03' },
  { term: 'guest', meaning: 'What runs inside a virtual machine, or that machine itself.', concept: 'C12' },
  { term: 'host', meaning: 'The computer, with its system, on which guests or containers run.', concept: 'C12' },
  { term: 'hypervisor', meaning: 'What creates virtual machines, runs them and shares a machine among them.', concept: 'C11' },
  { term: 'image', meaning: 'A template for containers that is only read, or a file that serves a guest as its disk.', concept: 'C35' },
  { term: 'instruction set', meaning: 'The language of a family of processors, such as x86-64 or arm64.', concept: 'C22' },
  {
    term: 'interrupt',
    meaning: 'A signal that makes the processor leave what it is doing and turn to the kernel.',
    concept: 'C10',
  },
  {
    term: 'IOMMU',
    meaning: 'Hardware that decides which memory a device may reach, needed to hand devices through safely.',
    concept: 'C21',
  },
  { term: 'kernel', meaning: 'The innermost program of an operating system, which controls the hardware.', concept: 'C02' },
  { term: 'kernel panic', meaning: 'A kernel stopping everything because it can no longer trust itself.', concept: 'C33' },
  { term: 'layer', meaning: 'A set of files within an image; images that share layers store them once.', concept: 'C35' },
  { term: 'live migration', meaning: 'Moving a guest to another host while it runs.', concept: 'C20' },
  { term: 'microkernel', meaning: 'A kernel that leaves drivers to ordinary programs.', concept: 'C07' },
  { term: 'microVM', meaning: 'A virtual machine with hardly any imitated devices, which starts in a blink.', concept: 'C28' },
  { term: 'monolithic kernel', meaning: 'A kernel that has its drivers inside.', concept: 'C07' },
  { term: 'namespace', meaning: 'A view of files, processes or networks that the kernel gives to some processes only.', concept: 'C26' },
  { term: 'nested virtualization', meaning: 'Letting a hypervisor run inside a virtual machine.', concept: 'C17' },
  { term: 'OOM killer', meaning: 'The part of a kernel that kills a process when memory has run out.', concept: 'C09' },
  { term: 'page cache', meaning: 'File data that the kernel keeps in spare memory so as not to read it again.', concept: 'C06' },
  { term: 'paravirtualization', meaning: 'Devices made for guests that know they are guests; virtio is the usual kind.', concept: 'C21' },
  { term: 'pass-through', meaning: 'Handing a real device directly to one guest.', concept: 'C21' },
  { term: 'process', meaning: 'A running program with memory of its own.', concept: 'C10' },
  { term: 'registry', meaning: 'A server from which images are fetched.', concept: 'C36' },
  { term: 'root partition', meaning: 'The privileged guest of Hyper-V, Windows itself, which has the drivers.', concept: 'C24' },
  { term: 'runtime', meaning: 'A program that carries out programs written in bytecode or script.', concept: 'C40' },
  { term: 'snapshot', meaning: 'The saved state of a guest or a disk, to which it can be taken back.', concept: 'C20' },
  { term: 'system call', meaning: 'A question that a program puts to the kernel.', concept: 'C06' },
  { term: 'thread', meaning: 'One line of work; a machine runs as many at once as its processor offers.', concept: 'C01' },
  { term: 'unikernel', meaning: 'One program linked with just as much kernel as it needs, for a machine to itself.', concept: 'C28' },
  { term: 'user space', meaning: 'Where everything runs that is not the kernel.', concept: 'C04' },
  { term: 'virtual machine', meaning: 'A whole computer made by software, with memory, disk and network of its own.', concept: 'C18' },
  {
    term: 'virtualization extensions',
    meaning: 'Features of a processor by which a guest runs at full speed and yet under control.',
    concept: 'C22',
  },
  { term: 'volume', meaning: 'Storage for a container that stays when the container is replaced.', concept: 'C35' },
];
