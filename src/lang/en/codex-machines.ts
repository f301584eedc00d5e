import type { ConceptId, EntryText } from '../codex/entry.ts';
import type { PublishedKey } from './codex-published.ts';

/** Virtual machines and hypervisors. */
export const MACHINES = {
  C11: {
    title: 'Hypervisors share one machine out',
    plain:
      'A hypervisor makes several computers out of one. Each of these virtual machines behaves as if it had a processor, memory, a disk and a network card to itself, while the hypervisor deals the real ones out among them. It may be a program, part of a kernel, or built into firmware or hardware.',
    seen: 'A machine has a single place, for one kernel; a hypervisor opens many, for virtual machines. When several guests are busy at once their bars in the timeline stretch, and none can have more processors than the host has threads.',
    real: [{ published: 'many-domains' }, { part: 'hypervisor.kvm', figure: 'cpuTax' }],
    lessSimple:
      'Fair shares are a setting, not a law: priorities, reservations and caps change them. Guests also disturb each other in places that nobody deals out, such as caches and the road to memory.',
    related: ['C01', 'C12', 'C13', 'C15'],
  },
  C12: {
    title: 'Hosts and guests',
    plain:
      'The real computer is the host, and each virtual one on it is a guest. Guests need not resemble the host or one another: Linux, Windows and a unikernel can run side by side. That is how one computer, bought once, does the work of many.',
    seen: 'Guests stand next to one another on one hypervisor, each with a kernel of its own kind. Add up their widths: the sum has to fit on the machine.',
    real: [{ published: 'density' }],
    lessSimple:
      'Licences are stricter than hypervisors: Apple allows macOS as a guest only on computers made by Apple. How many guests fit is decided less by the hypervisor than by what they do all day.',
    related: ['C11', 'C18', 'C19'],
  },
  C13: {
    title: 'Type 1: straight on the hardware',
    plain:
      'A type 1 hypervisor needs no operating system beneath it. It boots first and drives the hardware with drivers of its own. With a whole layer less between guest and device, less work is lost and less can go wrong.',
    seen: 'Between guest and machine lies a single layer, so a light on its way to a device passes fewer steps than on a desktop. No host system takes up width first.',
    real: [{ published: 'web-on-xen' }, { part: 'hypervisor.xen', figure: 'cpuTax' }, { part: 'hypervisor.esxi', figure: 'vmKiB' }],
    lessSimple:
      'Drivers of its own is true of ESXi. Xen and Hyper-V leave most devices to one privileged guest, usually a Linux in the first case and Windows in the second, so an operating system stands beside the hypervisor instead of beneath it. If that guest fails, the devices fail with it.',
    related: ['C14', 'C15', 'C16', 'C24'],
  },
  C14: {
    title: 'A machine that only hosts',
    plain:
      'Whoever installs a type 1 hypervisor gives the whole computer to virtual machines. There is no desktop underneath for a browser or a game: what is to run must run in a guest. In a server room that is exactly the point.',
    seen: 'Nothing but virtual machines may stand on a type 1 hypervisor. Drop a program beside them and it is refused.',
    real: [
      { part: 'hypervisor.esxi', figure: 'diskMiB' },
      { part: 'hypervisor.xen', figure: 'baseKiB' },
    ],
    lessSimple:
      'Some systems blur this. With Hyper-V switched on, Windows still looks like a desktop although it now runs on top of the hypervisor, Qubes builds its whole desktop out of Xen guests, and under KVM desktop programs and guests live on one Linux kernel.',
    related: ['C13', 'C15', 'C24'],
  },
  C15: {
    title: 'Type 2: a guest in the house',
    plain:
      'A type 2 hypervisor is a program, started on a host operating system, and it goes between its guests and that host. What a guest wants from a device passes through the kernel of the guest, the hypervisor and the kernel of the host. Every layer takes memory, start-up time and speed, whether anybody needs it or not.',
    seen: 'The host kernel takes its width and its time first. Then watch a light fall from a guest to a device, layer by layer: it pays toll to two kernels.',
    real: [{ part: 'hypervisor.virtualbox', figure: 'translatedSyscallTax' }, { published: 'forks' }],
    lessSimple:
      'Some texts say that it turns system calls of the guest into system calls of the host. With virtualization extensions it does not: they end in the guest, in its own kernel, at nearly full speed. Without extensions the code of the guest is translated while it runs, and calls suffer most; yet the first processors with extensions could be slower than a good translator.',
    related: ['C06', 'C13', 'C16', 'C21'],
  },
  C16: {
    title: 'Who brings the drivers',
    plain:
      'A type 1 hypervisor must know the very hardware it stands on, so its makers publish a list of what they support. A type 2 hypervisor leaves hardware to its host: where Windows, Linux or macOS is at home, it can move in. It takes the computer as it finds it.',
    seen: 'Drag a type 1 hypervisor over machines: those that are not on its list refuse it and say which would do. VirtualBox only asks for a host kernel that it knows.',
    real: [{ published: 'esxi-memory' }, { part: 'kernel.windows', figure: 'minRamMiB' }],
    lessSimple:
      'Type 2 hypervisors have limits as well: each is made for certain processors and versions of a host, and an update of the host can break it. A list of type 1, in turn, is a promise of support; on other hardware it may still boot, without anybody answering for it.',
    related: ['C13', 'C15', 'C02'],
  },
  C17: {
    title: 'Hypervisors side by side',
    plain:
      'Two hypervisors can live on one host at the same time. To the kernel of the host they are two programs among others, each with guests of its own, and all of them share processor, memory and disk.',
    seen: 'Two hypervisors stand next to each other on one kernel, each with its own virtual machines on top. Both towers widen what that kernel has to carry.',
    real: [
      {
        compare: [
          { part: 'hypervisor.kvm', figure: 'vmKiB' },
          { part: 'hypervisor.firecracker', figure: 'vmKiB' },
        ],
      },
      {
        compare: [
          { part: 'hypervisor.kvm', figure: 'createCpuMs' },
          { part: 'hypervisor.firecracker', figure: 'createCpuMs' },
        ],
      },
    ],
    lessSimple:
      'The extensions of the processor are harder to share. With Hyper-V switched on, others have to go through it, more slowly or not at all, and on Linux KVM and VirtualBox have long got in the way of each other. A hypervisor inside a guest is another matter: that is nesting, and the lower one has to offer it.',
    related: ['C11', 'C15', 'C22'],
  },
  C18: {
    title: 'A whole computer, empty',
    plain:
      'A new virtual machine is like a computer from the shop with nothing on it: processor, memory, storage, network. How much of each is a setting, chosen beforehand. Until a kernel is put into it nothing runs there, and that kernel then boots just as on real hardware.',
    seen: 'A fresh virtual machine is an empty frame, as wide as its memory; a container cannot be dropped into it, a kernel can. In boot log and timeline the guest goes through phases of its own.',
    real: [
      {
        compare: [
          { part: 'kernel.linux', figure: 'minRamMiB' },
          { part: 'kernel.unikernel', figure: 'minRamMiB' },
        ],
      },
      { part: 'kernel.windows', figure: 'minRamMiB' },
    ],
    lessSimple:
      'Bare-metal code or a unikernel can take the place of a full kernel. And microVMs leave out most of the imitation, with no BIOS and no old devices, so that little remains of the usual boot.',
    related: ['C03', 'C12', 'C19', 'C20'],
  },
  C19: {
    title: 'Held, used or not',
    plain:
      'Memory given to a virtual machine is lost to everybody else until it stops. Give four gigabytes to a guest that needs one, and three lie idle. On top comes what the hypervisor keeps for each of its machines.',
    seen: 'The hatched part of a virtual machine is held but not used: waste, seen as width. A container beside it is just as wide as what it uses at that moment.',
    real: [{ part: 'hypervisor.kvm', figure: 'vmKiB' }, { published: 'touched-memory' }, { published: 'merged-pages' }],
    lessSimple:
      'Real hosts fight this waste. Many hand memory over only when a guest first touches it, ballooning asks guests to give some back, and merging (KSM on Linux) keeps equal pages of many guests only once. Some then promise more than they have, and can run short at the worst moment; this game has none of it.',
    related: ['C09', 'C12', 'C28', 'C31'],
  },
  C20: {
    title: 'A restart is a boot',
    plain:
      'Restarting a virtual machine, after an update of its kernel for example, means booting it: firmware, kernel, services, program. All that time its service is away, unless another instance answers in its place.',
    seen: 'Restart a guest and its tower goes dark and fills again from below. Requests that arrive in the gap are lost, and the gap is counted as downtime.',
    real: [
      { part: 'kernel.linux-slim', figure: 'initCpuMs' },
      { part: 'kernel.linux', figure: 'servicesCpuMs' },
      { published: 'migration' },
    ],
    lessSimple:
      'There are ways around the gap. A snapshot brings a guest back in the state in which it was saved, live migration moves a running guest to another host with hardly a pause, and some kernels can be patched while they run. None of this exists in the game.',
    related: ['C03', 'C18', 'C28'],
  },
  C21: {
    title: 'Make-believe devices',
    plain:
      'The disk and the network card of a guest are make-believe: software plays them and passes each request on to a real device. Computing is hardly slowed by this, but every request pays. Handing a real device through to one guest cuts out the middleman.',
    seen: 'The light that goes on down to the hardware pays at every layer that plays a device, and small requests suffer most. Switch pass-through on and the toll of the hypervisor is gone.',
    real: [{ part: 'hypervisor.kvm', figure: 'diskOpTax' }, { part: 'hypervisor.kvm', figure: 'netOpTax' }, { published: 'long-reads' }],
    lessSimple:
      'Between the two lies paravirtualization: with virtio the guest knows that its device is not real and talks to the hypervisor in large batches. Pass-through needs an IOMMU to keep the device out of foreign memory, ties the guest to its host, and gives the device to one guest alone, unless the device can divide itself by SR-IOV.',
    related: ['C06', 'C15', 'C22'],
  },
  C22: {
    title: 'The same instruction set',
    plain:
      'A guest whose instructions go straight to the real processor has to speak its language. An arm64 guest cannot be handed to an x86-64 processor, however clever the hypervisor. Virtualization extensions of the processor are what lets such a guest run at full speed and still under control.',
    seen: 'Set a virtual machine to another instruction set and every hypervisor but the emulator refuses. On machines without the extensions, hypervisors that rely on them refuse to stand.',
    real: [
      {
        compare: [
          { part: 'hypervisor.kvm', figure: 'cpuTax' },
          { part: 'hypervisor.qemu', figure: 'cpuTax' },
        ],
      },
      { part: 'hypervisor.xen', figure: 'cpuTax' },
    ],
    lessSimple:
      'One instruction set has dialects: a guest that moves to an older processor can miss instructions it relied on. The extensions can also be present and switched off in the firmware, and handing devices through takes an IOMMU besides.',
    related: ['C15', 'C21', 'C23', 'C39'],
  },
  C23: {
    title: 'Emulation',
    plain:
      'An emulator imitates a whole computer in software, its processor included. So anything can run on anything: Windows on a tablet, a games console on a PC. The price is speed, because each instruction of the guest costs many of the host.',
    seen: 'On the emulator a virtual machine may have either instruction set, extensions or not. Then watch how slowly its layers fill.',
    real: [{ part: 'hypervisor.qemu', figure: 'cpuTax' }, { published: 'emulated-jobs' }],
    lessSimple:
      'Good emulators translate blocks of code and keep the result, so the loss depends on the job: it can be a few times or several dozen times. Rosetta on a Mac translates single programs instead of whole machines, and loses far less.',
    related: ['C22', 'C24', 'C29', 'C39'],
  },
  C24: {
    title: 'Which hypervisor is which',
    plain:
      'ESXi, Xen and Hyper-V stand on the hardware and are type 1; KVM is counted with them. VirtualBox and VMware Workstation are programs on a host: type 2. QEMU, taken alone, is an emulator.',
    seen: 'The tray has a part for each, with its type written on it. Where it may stand tells the rest: on a machine, on a Linux kernel, on a desktop system.',
    real: [
      {
        compare: [
          { part: 'hypervisor.esxi', figure: 'vmKiB' },
          { part: 'hypervisor.kvm', figure: 'vmKiB' },
        ],
      },
      {
        compare: [
          { part: 'hypervisor.xen', figure: 'cpuTax' },
          { part: 'hypervisor.kvm', figure: 'cpuTax' },
        ],
      },
    ],
    lessSimple:
      'Hyper-V is sometimes called type 2, because it is switched on from within Windows; but then it slides underneath, and Windows stays on top of it as the one privileged guest, the root partition. People argue about KVM: it is a module, and the Linux kernel that loads it becomes a hypervisor on the bare hardware, yet goes on doing everything else too. In practice QEMU is the partner of KVM and plays the devices.',
    related: ['C13', 'C15', 'C23'],
  },
  C25: {
    title: 'A disk in a file',
    plain:
      'To the guest it is a hard disk, to the host a file: the disk image, with an ending such as .vdi, .vmdk, .vhd or .qcow2. What the guest changes stays in that file, outlives a restart and can be carried to another computer. Each virtual machine pays for a whole disk, its system included.',
    seen: 'A guest that restarts still has what it wrote. Disk space counts every image in full, filled or not, and what no longer fits on a disk is lost.',
    real: [
      {
        compare: [
          { part: 'kernel.windows', figure: 'diskMiB' },
          { part: 'kernel.linux-slim', figure: 'diskMiB' },
        ],
      },
      { part: 'kernel.unikernel', figure: 'diskMiB' },
    ],
    lessSimple:
      'Most formats can grow as they fill, so images that begin small may together promise more than the disk below them has. An image can also build on another and store only what differs; snapshots work like that, and so do many clouds.',
    related: ['C18', 'C20', 'C35'],
  },
} as const satisfies Record<ConceptId<'machines'>, EntryText<PublishedKey>>;
