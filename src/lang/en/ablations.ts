import type { Ruled, Unruled } from '../../sim/ablation/index.ts';

/** What it means that the rule of a statement is switched off. Read by the documentation and the command line only, never by the page. */
export const ABLATIONS: Readonly<Record<Ruled, string>> = {
  C01: 'Disks and network cards take no time, whatever goes through them. A computer has a processor and memory to run short of, and nothing else.',
  C02: 'A native program runs on hardware, real or virtual, without any kernel, as bare code does.',
  C03: 'What stands on a kernel does not wait for it: both start when the bootloader is done.',
  C04: 'Kernels and the services they start boot in no time. They hold what memory they held.',
  C05: 'A native program runs on the kernel of any system, with the instruction sets that it had.',
  C06: 'A system call costs nothing, whatever layer it ends at.',
  C07: 'A microkernel panics at a driver fault like any other. It keeps its price.',
  C09: 'Memory is neither checked nor managed: that takes no time at boot and no memory later.',
  C10: 'A kernel protects nobody: limits hold nothing back, a runaway keeps the processor for itself, and memory that runs out takes the whole kernel down.',
  C11: 'A VM needs no hypervisor: it stands on any kernel and nobody works for it. The tray has a hypervisor for that which is nothing.',
  C13: 'Type 1 hypervisors tax computing and devices as much as VirtualBox does. They still need no host.',
  C14: 'A kernel may stand on the hardware beside a type 1 hypervisor, and with it programs.',
  C15: 'A type 2 hypervisor takes nothing for itself: no tax, no translation, no memory, no time to start. Its host kernel is still needed.',
  C16: 'Type 1 hypervisors have drivers for every machine. They still need the extensions for virtualization.',
  C17: 'A kernel carries one hypervisor, and no second one beside it.',
  C18: 'A native program runs right in a VM, which needs no kernel of its own.',
  C19: 'A VM holds what is used inside it and the overhead of its hypervisor, and not its allocation.',
  C20: 'Where a kernel or a VM under a workload is restarted, only the workload itself starts anew: nothing boots, and what else stands there goes on.',
  C21: 'Devices of a VM cost no more than those of the machine, and handing them through saves nothing.',
  C22: 'Any hypervisor runs guests of any instruction set, as fast as its own.',
  C23: 'There is no emulation: an emulator runs guests of its own instruction set only, at the speed of VirtualBox.',
  C25: 'A VM has no disk image: it takes as much disk as is in it, and what was written in it is lost when it stops.',
  C26: 'Every container boots a slim kernel of its own, with the memory, the time and the disk that this takes.',
  C27: 'Containers see the files and the address of their kernel: versions and ports conflict in them as they do between processes.',
  C28: 'Every container has the memory of a VM set aside and boots as long as Linux in a VM does.',
  C29: 'An image runs on the kernel of any system that has an engine, with the instruction sets that it had.',
  C30: 'Docker Desktop hides a VM and a kernel that take no memory, no disk and no time.',
  C31: 'The wall of a container counts as much as that of a VM.',
  C32: 'Who breaks out of a program in a container gets no further than the container.',
  C33: 'Nothing meddles with a kernel.',
  C34: 'Engines run on the kernels of machines only, never in a VM.',
  C35: 'Every container has a copy of its image, which takes its full size and keeps what is written, even when the container is replaced.',
  C36: 'Setting up containers with LXC takes as little effort as with Docker.',
  C38: 'Runtimes are made for Linux on x86-64 and run nowhere else, in containers neither.',
  C39: 'Nothing asks for an instruction set: native programs, images and bare code run on any processor.',
  C40: 'A runtime keeps what it executes apart as a VM would: it counts as that, and neither a crash nor a break-in gets out.',
};

/** What is looked at for the statements that have no rule. */
export const OTHER_CHECKS: Readonly<Record<Unruled, string>> = {
  C08: 'Every run prints a boot log for each of its kernels, and a test reads it line by line.',
  C12: 'One of the best builds of the level has guests of several systems on one host.',
  C24: 'The catalogue has each of them as a part of its own, and a test says of which type.',
  C37: 'It follows from the other rules, and a test measures it.',
};
