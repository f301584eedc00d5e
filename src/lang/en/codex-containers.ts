import type { ConceptId, EntryText } from '../codex/entry.ts';
import type { PublishedKey } from './codex-published.ts';

/** Containers. */
export const CONTAINERS = {
  C26: {
    title: 'Containers borrow the kernel',
    plain:
      'Look into a container and you find no kernel, only a group of ordinary processes on the kernel of the host, which shows them a small world: namespaces hide foreign files, processes and addresses, control groups limit what they take. Libraries set this up, such as liblxc for LXC and libcontainer for Docker.',
    seen: 'An engine is no layer: its containers stand on the kernel itself, and the engine is a small block beside them. Their lights fall straight to that kernel.',
    real: [
      { part: 'engine.docker', figure: 'containerKiB' },
      { part: 'engine.docker', figure: 'containerCpuMs' },
      { published: 'docker-computing' },
    ],
    lessSimple:
      'Namespaces do not hide everything: containers share the version of the kernel, its modules, its clock and its bugs. Filters on system calls and security modules are added, and published measurements show that the filters cost time, which the game leaves out.',
    related: ['C06', 'C10', 'C27', 'C32'],
  },
  C27: {
    title: 'Own files, own address',
    plain:
      'Inside a container are its own file system, with libraries in just the versions it wants, and its own network address. Outside stays the kernel that answers its system calls. So two containers may disagree about a library or listen on the same port; two ordinary processes may not.',
    seen: 'Put two programs with one port, or with clashing libraries, on the same kernel and the second is refused. Put each into a container and both fit.',
    real: [{ part: 'engine.docker', figure: 'netOpTax' }, { published: 'docker-address' }],
    lessSimple:
      'To be reached from outside, containers on one host still need different ports or addresses there, and translating addresses (NAT) takes time. A container can also be told to use the network of its host, and then ports clash again.',
    related: ['C26', 'C31', 'C35'],
  },
  C28: {
    title: 'Containers are light',
    plain:
      'Starting a container is starting a process: no firmware, no kernel to boot, no memory set aside. It holds what its program uses and returns it at the end. That is why many fit where only a few virtual machines would, and why a restart takes moments.',
    seen: 'In the timeline a container is a short bar; in the picture it is only as wide as what it uses. When it needs more it widens and pushes its neighbours along.',
    real: [{ part: 'engine.docker', figure: 'containerCpuMs' }, { published: 'small-starts' }, { published: 'small-memories' }],
    lessSimple:
      'It need not be so: a slim unikernel in a microVM has been measured to start sooner than a Docker container and to get by with less memory. Setting up namespaces, layers and addresses is work too, and the first start of a container may have to wait for its image.',
    related: ['C19', 'C20', 'C35', 'C37'],
  },
  C29: {
    title: 'The kernel of the host decides',
    plain:
      'A container puts its questions to the kernel of the host and must be made for it: Linux images for Linux, Windows images for Windows. Where kernel and instruction set fit, the same image runs unchanged, on a laptop as in a data centre. That is what portable means here, no more and no less.',
    seen: 'An image on an engine over the wrong kernel is refused, and the refusal names the kernel it wants. A virtual machine with the right kernel helps.',
    real: [
      { part: 'kernel.windows', figure: 'diskMiB' },
      { part: 'hypervisor.qemu', figure: 'cpuTax' },
    ],
    lessSimple:
      'Portable ends at the instruction set: an image for x86-64 needs a variant for arm64, or an emulator (QEMU or Rosetta) that steps in for each program. Windows images must also suit the Windows version of the host, unless each gets a small Hyper-V machine of its own. And a few other systems, FreeBSD among them, have begun to run images made for themselves.',
    related: ['C05', 'C26', 'C30', 'C39'],
  },
  C30: {
    title: 'The hidden virtual machine',
    plain:
      'Neither a Mac nor a Windows PC has a Linux kernel, yet Docker Desktop runs Linux containers on both. The trick is a Linux virtual machine, quietly started on the hypervisor of the system itself. So a guest is paid for after all: its memory, its boot, its disk.',
    seen: 'Put Docker Desktop on Windows or macOS and a virtual machine with a Linux kernel appears, hatched memory and boot included. The containers stand on that kernel.',
    real: [
      { part: 'kernel.linux-slim', figure: 'initCpuMs' },
      { part: 'kernel.linux-slim', figure: 'servicesKiB' },
    ],
    lessSimple:
      'On Windows the hidden machine is usually that of the second Windows Subsystem for Linux, whose memory can grow and shrink. What people notice most is not the kernel but files shared with the host, which are slow to reach. Windows containers on Windows need no Linux machine at all.',
    related: ['C26', 'C29', 'C19'],
  },
  C31: {
    title: 'Different tools',
    plain:
      'A container fences in processes, at best one service at a time; a virtual machine imitates a whole computer. For another kernel, or a wall that does not depend on the kernel, take a virtual machine. For many programs packed closely, take containers: the two are not rivals.',
    seen: 'Some goals only one of the two can meet: a foreign kernel or a thick wall here, little memory and a quick start there. What is in the tray shows which tools a level leaves you.',
    real: [
      {
        compare: [
          { part: 'engine.docker', figure: 'containerKiB' },
          { part: 'hypervisor.kvm', figure: 'vmKiB' },
        ],
      },
    ],
    lessSimple:
      'The border has been built over. LXC likes to hold a whole system with many processes, Kata gives each container a small virtual machine, and a unikernel is a virtual machine with a single program in it.',
    related: ['C27', 'C28', 'C32', 'C34'],
  },
  C32: {
    title: 'One kernel, one fate',
    plain:
      'All containers on a host talk to its kernel directly, so an error in the kernel lies open to each of them. Whoever takes the kernel over through one has all the others too. Between virtual machines stands a second wall with far fewer doors, and a break-in stays inside its guest.',
    seen: 'After a break-in look at what is marked: on a shared kernel every neighbour, in a virtual machine only what stands on the kernel of that guest. gVisor and Kata put a wall around each container.',
    real: [{ published: 'kernel-calls' }, { published: 'runc-escape' }, { part: 'engine.gvisor', figure: 'syscallTax' }],
    lessSimple:
      'Guests have broken out as well, though rarely: through VENOM, an error in the floppy drive that QEMU plays, a guest could run code on its host. Containers, for their part, are seldom naked: filters narrow what they can ask, gVisor answers in place of the kernel, Kata gives each a kernel of its own. And a container set up carelessly is an open door even on a kernel without errors.',
    related: ['C10', 'C26', 'C31', 'C34', 'C40'],
  },
  C33: {
    title: 'Meddling with the kernel',
    plain:
      'Some software reaches into the kernel: drivers under development, kernel modules, many security tools. An error there stops not one program but the kernel, and with it everything that runs on it. Give such software a kernel of its own, in a virtual machine, and the damage ends there.',
    seen: 'A workload that meddles brings its kernel down a moment after it is ready, and the whole tower goes dark. In a virtual machine that tower is small, and all around it stays lit.',
    real: [
      { part: 'kernel.linux-slim', figure: 'initCpuMs' },
      { part: 'hypervisor.firecracker', figure: 'vmKiB' },
    ],
    lessSimple:
      'Not every error inside a kernel is fatal; often it stumbles on in a doubtful state. Safer ways in have been made, such as eBPF, by which Linux runs small programs that it has checked beforehand.',
    related: ['C07', 'C18', 'C32'],
  },
  C34: {
    title: 'Containers inside virtual machines',
    plain:
      'In data centres the two are stacked: virtual machines keep customers apart, containers pack the programs of each customer closely. A container rented in a public cloud usually stands in a virtual machine. So there is a thick wall where strangers meet, and lightness where they do not.',
    seen: 'Put the engine of each tenant on a kernel in a virtual machine of its own. You get walls where goals ask for them and a few hatched stretches, instead of one for every program.',
    real: [{ part: 'engine.kata', figure: 'containerKiB' }, { published: 'pods' }],
    lessSimple:
      'It is not free: two levels share out time and memory without knowing of each other, and the way to a device gets longer. Some companies run containers on bare hardware for that reason, others give every container its own microVM. Small is not always quick, though: published network figures of microVMs are worse than those that this game gives to type 2 hypervisors.',
    related: ['C31', 'C32', 'C28'],
  },
  C35: {
    title: 'Images are templates',
    plain:
      'An image is a finished file system that nobody writes to. Any number of containers share it, and each adds only a thin layer for changes of its own. After a restart that layer is still there; when the container is replaced it is gone, unless the data lay on a volume.',
    seen: 'Ten containers of one image take hardly more disk than one, because layers are stored once for each engine. Replace a container without a volume and the run reports what was lost.',
    real: [{ part: 'engine.docker', figure: 'writableKiB' }, { published: 'pulling' }],
    lessSimple:
      'To change one file of an image, a container copies the whole file into its own layer first; that is one reason why databases belong on volumes. Sharing ends at the engine, so another virtual machine stores the layers again. And before a first start an image has to be fetched, which this game has done for you.',
    related: ['C25', 'C27', 'C28', 'C36'],
  },
  C36: {
    title: 'What Docker made easy',
    plain:
      'Linux had all the pieces for containers before Docker, but fitting them together was handwork: file system, network and limits, one container after another. Docker put the recipe into a file, the result into an image and the image into a registry. From then on one command was enough.',
    seen: 'Compare the setup time of the engines: by hand, with LXC, every container takes much more of it. Where setup time counts for the score, that can decide.',
    real: [
      { part: 'engine.docker', figure: 'baseKiB' },
      { part: 'engine.docker', figure: 'containerCpuMs' },
    ],
    lessSimple:
      'Ease has a price: a service that is always there and has much power over its host, although engines such as Podman do without. LXC has been given comfortable tools as well. The setup times in this game are chosen to be plausible; nobody has measured them.',
    related: ['C26', 'C35'],
  },
  C37: {
    title: 'Large and slow, small and fast',
    plain:
      'Add it up. A virtual machine brings a kernel, a disk and a boot, so it is large and slow to start; a container brings its program and little besides. Nobody wrote that into the game as a rule: it follows from all the others.',
    seen: 'Build the same service both ways and compare. Widths, bars of the timeline and the scores for readiness, memory and disk tell the same story.',
    real: [
      {
        compare: [
          { part: 'kernel.linux', figure: 'diskMiB' },
          { part: 'kernel.unikernel', figure: 'diskMiB' },
        ],
      },
      {
        compare: [
          { part: 'kernel.linux', figure: 'servicesCpuMs' },
          { part: 'engine.docker', figure: 'containerCpuMs' },
        ],
      },
    ],
    lessSimple:
      'This compares full guests with everyday containers. A guest that has been stripped to one program starts in a blink, and an image stuffed with a whole distribution is large: much of the gap is habit.',
    related: ['C04', 'C19', 'C25', 'C28'],
  },
} as const satisfies Record<ConceptId<'containers'>, EntryText<PublishedKey>>;
