/** What a part is called, and where it stands. */
export interface PartText {
  readonly name: string;
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
  'machine.desktop': { name: 'Desktop computer', stands: NOTHING },
  'machine.old-pc': { name: 'Old PC', stands: NOTHING },
  'machine.server': {
    name: 'Server',
    stands: NOTHING,
  },
  'machine.arm-server': {
    name: 'ARM server',
    stands: NOTHING,
  },
  'machine.tablet': { name: 'Tablet', stands: NOTHING },
  'machine.laptop': { name: 'Laptop', stands: NOTHING },
  'machine.netbook': { name: 'Netbook', stands: NOTHING },
  'machine.sbc': { name: 'Single-board computer', stands: NOTHING },
  'machine.metal': { name: 'Bare-metal cloud server', stands: NOTHING },

  'kernel.linux': { name: 'Linux', stands: HARDWARE },
  'kernel.linux-slim': { name: 'Slim Linux', stands: HARDWARE },
  'kernel.windows': {
    name: 'Windows',
    stands: HARDWARE,
  },
  'kernel.macos': {
    name: 'macOS',
    stands: HARDWARE,
  },
  'kernel.minix': { name: 'MINIX', stands: HARDWARE },
  'kernel.unikernel': {
    name: 'Unikernel',
    stands: HARDWARE,
  },

  'hypervisor.esxi': { name: 'VMware ESXi', stands: TYPE_1 },
  'hypervisor.xen': { name: 'Xen', stands: TYPE_1 },
  'hypervisor.hyper-v': { name: 'Hyper-V', stands: TYPE_1 },
  'hypervisor.kvm': { name: 'KVM', stands: LINUX },
  'hypervisor.firecracker': { name: 'Firecracker', stands: LINUX },
  'hypervisor.cloud-hypervisor': {
    name: 'Cloud Hypervisor',
    stands: LINUX,
  },
  'hypervisor.virtualbox': { name: 'VirtualBox', stands: DESKTOP },
  'hypervisor.vmware-workstation': {
    name: 'VMware Workstation',
    stands: DESKTOP,
  },
  'hypervisor.qemu': {
    name: 'QEMU emulator',
    stands: 'It stands on any kernel.',
  },

  vm: {
    name: 'Virtual machine',
    stands: 'A virtual machine stands on a hypervisor.',
  },

  'engine.lxc': { name: 'LXC', stands: LINUX },
  'engine.docker': {
    name: 'Docker',
    stands: 'It stands on a Linux kernel, or on a Windows kernel for Windows images.',
  },
  'engine.docker-desktop': {
    name: 'Docker Desktop',
    stands: 'It stands on a Windows or macOS kernel.',
  },
  'engine.gvisor': {
    name: 'gVisor',
    stands: LINUX,
  },
  'engine.kata': {
    name: 'Kata Containers',
    stands: 'It stands on a Linux kernel on hardware with virtualization extensions.',
  },

  'runtime.jvm': { name: 'Java virtual machine', stands: RUNTIME },
  'runtime.node': { name: 'Node.js', stands: RUNTIME },
  'runtime.python': { name: 'Python', stands: RUNTIME },
  'runtime.ruby': { name: 'Ruby', stands: RUNTIME },
};

/** The part's name; its id when the part is not known. */
export function partName(id: string): string {
  return Object.hasOwn(PARTS, id) ? PARTS[id]!.name : id;
}
