/**
 * Where figures come from. Every figure of the catalogue carries one of these keys, and so does every value that the codex cites.
 * `confirmed`: read at the named place. `second-hand`: read in somebody's notes on it. `weak`: a single statement or an unverified recollection.
 */
export interface Source {
  readonly title: string;
  readonly where: string;
  readonly status: 'confirmed' | 'second-hand' | 'weak' | 'none';
}

export const SOURCES = {
  illustrative: { title: 'Illustrative: chosen to be plausible, no published figure', where: '', status: 'none' },
  neutral: { title: 'Neutral: zero or a factor of one, because the model gives this part no such effect', where: '', status: 'none' },
  contract: { title: 'Fixed by the outside contract of this product', where: 'docs/formats.md, fixed machines', status: 'none' },
  FCspec: { title: 'Firecracker specification', where: 'github.com/firecracker-microvm/firecracker SPECIFICATION.md', status: 'confirmed' },
  FCdata: {
    title: 'Raw data of Agache et al., Firecracker, NSDI 2020',
    where: 'github.com/firecracker-microvm/nsdi2020-data data/m5d.metal',
    status: 'confirmed',
  },
  FCdes: { title: 'Firecracker design document', where: 'github.com/firecracker-microvm/firecracker docs/design.md', status: 'confirmed' },
  LVp: {
    title: 'Manco et al., My VM is Lighter (and Safer) than your Container, SOSP 2017',
    where: 'doi:10.1145/3132747.3132763',
    status: 'weak',
  },
  LVn: { title: 'Public notes on Manco et al., SOSP 2017', where: 'doi:10.1145/3132747.3132763', status: 'second-hand' },
  UK: {
    title: 'Kuenzer et al., Unikraft, EuroSys 2021, with raw data',
    where: 'doi:10.1145/3447786.3456248; github.com/unikraft/eurosys21-artifacts',
    status: 'confirmed',
  },
  FEL: {
    title: 'Felter et al., raw logs of the comparison of virtual machines and Linux containers',
    where: 'github.com/thewmf/kvm-docker-comparison',
    status: 'confirmed',
  },
  GV: { title: 'gVisor performance data', where: 'github.com/google/gvisor-website static/performance', status: 'confirmed' },
  GVh: {
    title: 'Young et al., The True Cost of Containing, HotCloud 2019, results',
    where: 'github.com/EthanGYoung/gvisor_analysis Results',
    status: 'confirmed',
  },
  GVant: {
    title: 'Running gVisor in Production at Scale in Ant, gVisor blog, 2 December 2021',
    where: 'gvisor.dev/blog',
    status: 'confirmed',
  },
  KUA: { title: 'Kuasar benchmark', where: 'github.com/kuasar-io/kuasar tests/benchmark', status: 'confirmed' },
  KATA: { title: 'Kata Containers CI baselines', where: 'github.com/kata-containers/kata-containers tests/metrics', status: 'confirmed' },
  BDR: { title: 'Drung, startup-time: hello world in many languages', where: 'github.com/bdrung/startup-time', status: 'confirmed' },
  'node-52804': { title: 'Start of a trivial Node.js script', where: 'github.com/nodejs/node issue 52804', status: 'confirmed' },
  KOS: { title: 'Kostya benchmarks, base memory', where: 'github.com/kostya/benchmarks', status: 'confirmed' },
  Sharma16: {
    title: 'Sharma et al., Containers and Virtual Machines at Scale, Middleware 2016, table 4',
    where: 'Middleware 2016',
    status: 'weak',
  },
  servercore: {
    title: 'Size on disk of Windows server core and nano server images, 2016',
    where: 'github.com/woodie/nanoserver-ruby',
    status: 'confirmed',
  },
  GNS: { title: 'GNS3 appliance registry', where: 'github.com/GNS3/gns3-registry appliances', status: 'confirmed' },
  VMW: {
    title: 'VMware vSphere documentation: virtual machine memory overhead; ESXi requirements',
    where: 'docs.vmware.com vSphere 6.5 and 8.0',
    status: 'confirmed',
  },
  XEN: { title: 'XenServer dom0 default memory', where: 'github.com/xenserver/xenadmin issue 4', status: 'confirmed' },
  Xen03: { title: 'Barham et al., Xen and the Art of Virtualization, SOSP 2003', where: 'doi:10.1145/945445.945462', status: 'confirmed' },
  MSW: {
    title: 'Windows Server hardware requirements; Hyper-V requirements',
    where: 'github.com/MicrosoftDocs/windowsserverdocs',
    status: 'confirmed',
  },
  AA06: {
    title: 'Adams and Agesen, A Comparison of Software and Hardware Techniques for x86 Virtualization, ASPLOS 2006',
    where: 'doi:10.1145/1168857.1168860',
    status: 'weak',
  },
  TCG: {
    title: 'Cloud Computing coursework, TU Berlin: QEMU without and with KVM',
    where: 'github.com/jjanczur/CloudComputing-assignment2',
    status: 'weak',
  },
  L4: {
    title: 'Härtig et al., The Performance of µ-Kernel-Based Systems, SOSP 1997',
    where: 'os.inf.tu-dresden.de/pubs/sosp97',
    status: 'confirmed',
  },
  L4getpid: {
    title: 'Härtig et al., SOSP 1997, recalled: getpid (table 2) and compiling Linux',
    where: 'os.inf.tu-dresden.de/pubs/sosp97',
    status: 'weak',
  },
  MINIX: { title: 'Herder et al., 2006: cost of user-mode drivers in MINIX 3', where: 'minix3.org', status: 'weak' },
  'systemd-7738': {
    title: 'systemd-analyze of a UEFI desktop',
    where: 'github.com/systemd/systemd pull request 7738',
    status: 'confirmed',
  },
  'delves-95': { title: 'systemd-analyze of a UEFI laptop', where: 'github.com/egeexyz/distro-delves issue 95', status: 'confirmed' },
  'webc-129': { title: 'systemd-analyze of an old kiosk computer', where: 'github.com/Webconverger/webc issue 129', status: 'confirmed' },
  'systemd-25750': { title: 'systemd-analyze of a Xen host', where: 'github.com/systemd/systemd issue 25750', status: 'confirmed' },
  'systemd-17175': {
    title: 'Boot of a KVM guest: kernel alone, to /sbin/init',
    where: 'github.com/systemd/systemd issue 17175',
    status: 'confirmed',
  },
  'systemd-24575': { title: 'systemd-analyze of a UEFI computer', where: 'github.com/systemd/systemd issue 24575', status: 'confirmed' },
  'phoronix-215': {
    title: 'systemd-analyze of an Arch computer',
    where: 'github.com/phoronix-test-suite/test-profiles issue 215',
    status: 'confirmed',
  },
  pageinit: {
    title: 'Kernel patch: parallel initialisation of page structures on a 32 TB host',
    where: 'Linux kernel mailing list',
    status: 'confirmed',
  },
  GRUB: { title: 'GRUB_TIMEOUT default of common distributions', where: '/etc/default/grub', status: 'confirmed' },
  EVO: { title: 'Reviews of the 870 EVO SATA SSD', where: 'tomshardware.com; kitguru.net', status: 'confirmed' },
  '970Pro': { title: 'Review of the 970 Pro NVMe SSD', where: 'pugetsystems.com', status: 'confirmed' },
  HGST: { title: 'HGST 7K4000 manual: seek 8.2 ms, 7200 rpm', where: 'HUS724040ALS640 manual, page 25', status: 'confirmed' },
  GbE: {
    title: '10 GbE goodput 9.35 Gb/s (Felter et al.); 1 GbE by the same share of 94.1 %',
    where: 'github.com/thewmf/kvm-docker-comparison',
    status: 'confirmed',
  },
  containerd: {
    title: 'containerd memory of daemon and shim',
    where: 'github.com/containerd/containerd pull requests 1767, 2020, 7878',
    status: 'confirmed',
  },
  crun: {
    title: 'crun README: a hundred containers one after another with runc and crun',
    where: 'github.com/containers/crun',
    status: 'confirmed',
  },
  KSM: {
    title: 'Red Hat on merging equal pages of guests, Linux 2.6.32, as reported',
    where: 'mcbachmann.de',
    status: 'second-hand',
  },
  Slacker: {
    title: 'Harter et al., Slacker: Fast Distribution with Lazy Docker Containers, FAST 2016',
    where: 'usenix.org FAST 2016',
    status: 'confirmed',
  },
  'CVE-2024-21626': {
    title: 'CVE-2024-21626: a file descriptor left open by runc lets containers escape',
    where: 'github.com/CVEProject/cvelistV5',
    status: 'confirmed',
  },
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof SOURCES;
