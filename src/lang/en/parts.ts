/** What a part is called, what it is in a sentence, and where it stands. */
export interface PartText {
  readonly name: string;
  readonly about: string;
  readonly stands: string;
}

const NOTHING = 'A machine is the ground: it stands on nothing.';
const HARDWARE = 'A kernel stands on a machine or in a virtual machine.';
const TYPE_1 = 'A type 1 hypervisor stands on a machine, or in a virtual machine with nested virtualization.';
const LINUX = 'It stands on a Linux kernel.';
const DESKTOP = 'It is a program that stands on a Linux, Windows or macOS kernel.';
const RUNTIME = 'A runtime stands on a Linux, Windows or macOS kernel, or in a container on an engine.';

/** One line for each part of the catalogue; a test tells when one is missing. */
export const PARTS: Readonly<Record<string, PartText>> = {
  'machine.desktop': { name: 'Desktop computer', about: 'A present-day PC with an SSD and virtualization extensions.', stands: NOTHING },
  'machine.old-pc': { name: 'Old PC', about: 'Two threads, a hard disk, a BIOS, and no virtualization extensions.', stands: NOTHING },
  'machine.server': {
    name: 'Server',
    about: 'Many cores, much memory, fast NVMe storage; takes minutes of care and money.',
    stands: NOTHING,
  },
  'machine.arm-server': {
    name: 'ARM server',
    about: 'A server with the arm64 instruction set and virtualization extensions.',
    stands: NOTHING,
  },
  'machine.tablet': { name: 'Tablet', about: 'An arm64 machine without virtualization extensions.', stands: NOTHING },
  'machine.laptop': { name: 'Laptop', about: 'A portable x86-64 PC with virtualization extensions.', stands: NOTHING },
  'machine.netbook': { name: 'Netbook', about: 'A small, slow x86-64 PC with a hard disk and little memory.', stands: NOTHING },
  'machine.sbc': { name: 'Single-board computer', about: 'A card-sized arm64 computer with flash storage.', stands: NOTHING },
  'machine.metal': { name: 'Bare-metal cloud server', about: 'A whole large server rented from a cloud.', stands: NOTHING },

  'kernel.linux': { name: 'Linux', about: 'A monolithic kernel with the services of a full distribution.', stands: HARDWARE },
  'kernel.linux-slim': { name: 'Slim Linux', about: 'A Linux kernel built for one purpose, with hardly any services.', stands: HARDWARE },
  'kernel.windows': {
    name: 'Windows',
    about:
      'A hybrid kernel (a faulty driver stops all of it, as in a monolithic one) and its services; Windows programs and images run on it.',
    stands: HARDWARE,
  },
  'kernel.macos': {
    name: 'macOS',
    about: 'A hybrid kernel (a faulty driver stops all of it, as in a monolithic one) and its services.',
    stands: HARDWARE,
  },
  'kernel.minix': { name: 'MINIX', about: 'A microkernel: its drivers are ordinary processes that can be restarted.', stands: HARDWARE },
  'kernel.unikernel': {
    name: 'Unikernel',
    about: 'One program linked with just the kernel it needs; nothing else runs on it.',
    stands: HARDWARE,
  },

  'hypervisor.esxi': { name: 'VMware ESXi', about: 'A type 1 hypervisor with drivers of its own for servers.', stands: TYPE_1 },
  'hypervisor.xen': { name: 'Xen', about: 'A type 1 hypervisor that leaves drivers to a privileged guest.', stands: TYPE_1 },
  'hypervisor.hyper-v': { name: 'Hyper-V', about: 'A type 1 hypervisor; Windows itself becomes its root partition.', stands: TYPE_1 },
  'hypervisor.kvm': { name: 'KVM', about: 'A module that turns a running Linux kernel into a hypervisor.', stands: LINUX },
  'hypervisor.firecracker': { name: 'Firecracker', about: 'A very small virtual machine monitor on KVM for microVMs.', stands: LINUX },
  'hypervisor.cloud-hypervisor': {
    name: 'Cloud Hypervisor',
    about: 'A small virtual machine monitor on KVM for cloud guests.',
    stands: LINUX,
  },
  'hypervisor.virtualbox': { name: 'VirtualBox', about: 'A type 2 hypervisor: a program on a host operating system.', stands: DESKTOP },
  'hypervisor.vmware-workstation': {
    name: 'VMware Workstation',
    about: 'A type 2 hypervisor: a program on a host operating system.',
    stands: DESKTOP,
  },
  'hypervisor.qemu': {
    name: 'QEMU emulator',
    about: 'Imitates a whole computer in software, of any instruction set, slowly.',
    stands: 'It stands on any kernel.',
  },

  vm: {
    name: 'Virtual machine',
    about: 'A whole computer made by a hypervisor; it needs a kernel of its own.',
    stands: 'A virtual machine stands on a hypervisor.',
  },

  'engine.lxc': { name: 'LXC', about: 'Linux containers set up by hand.', stands: LINUX },
  'engine.docker': {
    name: 'Docker',
    about: "Makes containers from images; they share the host's kernel.",
    stands: 'It stands on a Linux kernel, or on a Windows kernel for Windows images.',
  },
  'engine.docker-desktop': {
    name: 'Docker Desktop',
    about: 'Linux containers on Windows or macOS, in a Linux virtual machine that it hides.',
    stands: 'It stands on a Windows or macOS kernel.',
  },
  'engine.gvisor': {
    name: 'gVisor',
    about: 'Containers behind a second kernel in user space that answers their system calls.',
    stands: LINUX,
  },
  'engine.kata': {
    name: 'Kata Containers',
    about: 'Containers that each run in a small virtual machine of their own.',
    stands: 'It stands on a Linux kernel on hardware with virtualization extensions.',
  },

  'runtime.jvm': { name: 'Java virtual machine', about: 'Runs Java bytecode on any operating system it exists for.', stands: RUNTIME },
  'runtime.node': { name: 'Node.js', about: 'Runs JavaScript outside a browser.', stands: RUNTIME },
  'runtime.python': { name: 'Python', about: 'Runs Python programs.', stands: RUNTIME },
  'runtime.ruby': { name: 'Ruby', about: 'Runs Ruby programs.', stands: RUNTIME },
};

/** The part's name; its id when the part is not known. */
export function partName(id: string): string {
  return Object.hasOwn(PARTS, id) ? PARTS[id]!.name : id;
}
