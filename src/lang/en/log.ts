import type { LogCode, LogLine } from '../../sim/index.ts';
import { mebibytes } from '../format.ts';
import { partName } from './parts.ts';

/** The boot log as each kernel would print it: the words are those of the real ones, the facts are the simulation's. */

type Data = LogLine['data'];
type Lines = Readonly<Record<LogCode, (data: Data) => string>>;

const text = (value: string | number | undefined): string => String(value ?? '');
const seconds = (us: string | number | undefined): string => `${(Math.round(Number(us) / 1000) / 1000).toFixed(3)}s`;
const size = (mib: string | number | undefined): string => mebibytes(Number(mib));
/** Its name, and what it is where the name does not say that. */
const unit = ({ node, what }: Data): string => {
  const kind = partName(text(what));
  return text(node) === kind ? kind : `${text(node)} (${kind})`;
};

const FIRMWARES: Readonly<Record<string, string>> = { bios: 'BIOS', uefi: 'UEFI', virtual: 'Virtual firmware' };
const firmware = ({ firmware: kind }: Data): string => FIRMWARES[text(kind)] ?? text(kind);

const LINUX_DISKS: Readonly<Record<string, string>> = {
  hdd: 'sd 0:0:0:0: [sda]',
  ssd: 'sd 0:0:0:0: [sda]',
  nvme: 'nvme nvme0:',
  flash: 'mmcblk0:',
  virtual: 'virtio_blk virtio1: [vda]',
};

/** Linux, and whatever a family below does not say in its own way. */
const LINUX: Lines = {
  'firmware-start': (data) => `${firmware(data)}: power-on self-test of ${text(data['hardware'])} (${partName(text(data['part']))})`,
  'memory-check': ({ kib }) => `Memory check: ${text(kib)}K OK`,
  'firmware-devices': ({ threads, diskMiB }) => `Devices: ${text(threads)} processor threads, disk of ${size(diskMiB)}`,
  loader: ({ firmware: kind }) =>
    kind === 'bios'
      ? 'Boot sector found on the first disk, starting the bootloader'
      : 'Starting the bootloader from the EFI system partition',
  'loader-kernel': () => 'Loading the kernel and its initial RAM disk ...',
  'kernel-start': ({ isa }) => `Booting Linux on physical CPU 0x0 (${text(isa)})`,
  'kernel-memory': ({ totalKiB, freeKiB }) => `Memory: ${text(freeKiB)}K/${text(totalKiB)}K available`,
  'kernel-cpu': ({ threads }) => `smp: Brought up 1 node, ${text(threads)} CPUs`,
  'kernel-guest': ({ hypervisor }) => `Hypervisor detected: ${partName(text(hypervisor))}`,
  'kernel-bare': ({ virtualization }) =>
    virtualization === 1 ? 'cpu: virtualization extensions available' : 'cpu: no virtualization extensions',
  'kernel-driver-disk': ({ driver, diskMiB }) => `${LINUX_DISKS[text(driver)] ?? text(driver)} ${size(diskMiB)} disk`,
  'kernel-driver-network': ({ driver }) => `${driver === 'virtual' ? 'virtio_net virtio0' : 'pci 0000:00:1f.6'} eth0: link is up`,
  'kernel-root': () => 'VFS: Mounted root (ext4 filesystem) readonly',
  'services-start': () => 'systemd[1]: Starting services',
  'services-network': () => 'systemd[1]: Reached target Network',
  'boot-finished': ({ us }) => `systemd[1]: Startup finished in ${seconds(us)}`,
  'unit-starting': (data) => `systemd[1]: Starting ${unit(data)} ...`,
  'unit-ready': (data) => `systemd[1]: Started ${unit(data)}`,
  'unit-done': (data) => `systemd[1]: ${unit(data)}: Finished`,
  'unit-stopped': (data) => `systemd[1]: Stopped ${unit(data)}`,
  'unit-crashed': (data) => `systemd[1]: ${unit(data)}: Main process exited, restarting`,
  'unit-killed': (data) => `Out of memory: Killed process ${unit(data)}`,
  'unit-gave-up': (data) => `systemd[1]: ${unit(data)}: Start request repeated too quickly, refusing to start`,
  'unit-runaway': (data) => `${unit(data)}: takes all that it can get`,
  'unit-compromised': (data) => `audit: ${unit(data)}: runs code that is not its own`,
  panic: () => 'Kernel panic - not syncing: Fatal exception',
  'driver-restart': () => 'driver failed and was restarted',
  'disk-full': (data) => `EXT4-fs: No space left on device for ${unit(data)}`,
  'data-lost': (data) => `${unit(data)}: what it had written is gone`,
  'power-loss': () => 'Power lost',
};

const SLIM: Partial<Lines> = {
  'kernel-root': () => 'VFS: Mounted root (squashfs filesystem) readonly',
  'services-start': () => 'init: running /init',
  'services-network': () => 'init: network up',
  'boot-finished': ({ us }) => `init: ready after ${seconds(us)}`,
  'unit-starting': (data) => `init: starting ${unit(data)}`,
  'unit-ready': (data) => `init: ${unit(data)} is ready`,
};

const WINDOWS: Partial<Lines> = {
  loader: () => 'Windows Boot Manager',
  'loader-kernel': () => 'winload: Loading ntoskrnl.exe and boot drivers',
  'kernel-start': ({ isa }) => `ntoskrnl: Phase 0 initialisation (${text(isa)})`,
  'kernel-memory': ({ totalKiB, freeKiB }) => `Mm: ${text(totalKiB)} KB of physical memory, ${text(freeKiB)} KB available`,
  'kernel-cpu': ({ threads }) => `Ke: ${text(threads)} logical processors started`,
  'kernel-guest': ({ hypervisor }) => `HAL: running under a hypervisor (${partName(text(hypervisor))})`,
  'kernel-bare': ({ virtualization }) => `HAL: virtualization ${virtualization === 1 ? 'enabled' : 'not available'} in firmware`,
  'kernel-driver-disk': ({ diskMiB }) => `BOOTLOG_LOADED disk.sys (PhysicalDrive0, ${size(diskMiB)})`,
  'kernel-driver-network': () => 'BOOTLOG_LOADED ndis.sys (Ethernet: connected)',
  'kernel-root': () => 'Ntfs: Volume C: mounted',
  'services-start': () => 'smss: Starting session 0; services.exe started',
  'services-network': () => 'Service Control Manager: Network Location Awareness entered the running state',
  'boot-finished': ({ us }) => `Windows has started up (boot duration ${seconds(us)})`,
  'unit-starting': (data) => `Service Control Manager: ${unit(data)} entered the start pending state`,
  'unit-ready': (data) => `Service Control Manager: ${unit(data)} entered the running state`,
  'unit-stopped': (data) => `Service Control Manager: ${unit(data)} entered the stopped state`,
  'unit-done': (data) => `Application: ${unit(data)} has finished`,
  'unit-crashed': (data) => `Application Error: faulting application ${unit(data)}`,
  'unit-killed': (data) => `Resource-Exhaustion-Detector: low virtual memory, ${unit(data)} was closed`,
  'unit-gave-up': (data) => `Service Control Manager: ${unit(data)} terminated unexpectedly too often`,
  'unit-compromised': (data) => `Security: ${unit(data)} runs code that is not its own`,
  panic: () => 'BugCheck: The computer has rebooted from a bugcheck: SYSTEM_THREAD_EXCEPTION_NOT_HANDLED',
  'disk-full': (data) => `srv: The C: disk is at or near capacity for ${unit(data)}`,
};

const MACOS: Partial<Lines> = {
  loader: () => 'boot.efi: Starting',
  'loader-kernel': () => 'boot.efi: Loading kernel collection',
  'kernel-start': ({ isa }) => `Darwin Kernel: booting (${text(isa)})`,
  'kernel-memory': ({ totalKiB, freeKiB }) => `vm_page_bootstrap: ${text(freeKiB)}K of ${text(totalKiB)}K free`,
  'kernel-cpu': ({ threads }) => `cpu: ${text(threads)} logical processors`,
  'kernel-driver-disk': ({ diskMiB }) => `IOStorageFamily: disk0 ${size(diskMiB)}`,
  'kernel-driver-network': () => 'IOEthernetController: en0: link up',
  'kernel-root': () => 'apfs: mounted root volume',
  'services-start': () => 'launchd[1]: Early boot complete',
  'services-network': () => 'configd: network changed: en0',
  'boot-finished': ({ us }) => `launchd[1]: Boot finished in ${seconds(us)}`,
  'unit-starting': (data) => `launchd[1]: (${unit(data)}) spawning`,
  'unit-ready': (data) => `launchd[1]: (${unit(data)}) running`,
  'unit-stopped': (data) => `launchd[1]: (${unit(data)}) exited`,
  'unit-crashed': (data) => `launchd[1]: (${unit(data)}) exited abnormally, respawning`,
  'unit-killed': (data) => `memorystatus: killing ${unit(data)}`,
  'disk-full': (data) => `apfs: no space left on device for ${unit(data)}`,
  panic: () => 'panic(cpu 0): Kernel trap',
};

const MINIX: Partial<Lines> = {
  'loader-kernel': () => 'Loading kernel, ds, rs, pm, sched, vfs, memory, tty, vm ...',
  'kernel-start': () => 'MINIX 3: booting',
  'kernel-memory': ({ totalKiB, freeKiB }) => `vm: ${text(freeKiB)} of ${text(totalKiB)} KB free`,
  'kernel-cpu': ({ threads }) => `kernel: ${text(threads)} CPUs`,
  'kernel-driver-disk': ({ diskMiB }) => `at_wini: driver in user space: disk of ${size(diskMiB)}`,
  'kernel-driver-network': () => 'lance: driver in user space: link up',
  'kernel-root': () => 'vfs: root file system mounted',
  'services-start': () => 'rs: starting servers and drivers',
  'services-network': () => 'inet: network up',
  'boot-finished': ({ us }) => `init: multi-user after ${seconds(us)}`,
  'unit-starting': (data) => `rs: starting ${unit(data)}`,
  'unit-ready': (data) => `rs: ${unit(data)} is up`,
  'unit-stopped': (data) => `rs: ${unit(data)} is down`,
  'driver-restart': () => 'rs: a driver crashed; restarted it, its requests are repeated',
  panic: () => 'kernel panic',
};

const UNIKERNEL: Partial<Lines> = {
  'loader-kernel': () => 'Loading the image',
  'kernel-start': ({ isa }) => `Unikernel: start (${text(isa)})`,
  'kernel-root': () => 'Unikernel: no root file system needed',
  'boot-finished': ({ us }) => `Unikernel: calling main() after ${text(us)} us`,
  'unit-starting': (data) => `main: ${unit(data)}`,
  'unit-ready': (data) => `main: ${unit(data)} is ready`,
  panic: () => 'Unikernel: crash dump',
};

/** Type 1 hypervisors say the same things under their own names. */
function hypervisor(tag: string, name: string): Partial<Lines> {
  return {
    'loader-kernel': () => `Loading ${name} ...`,
    'kernel-start': ({ isa }) => `${tag} ${name} starting (${text(isa)})`,
    'kernel-memory': ({ totalKiB, freeKiB }) => `${tag} System RAM: ${text(totalKiB)}kB, ${text(freeKiB)}kB for guests`,
    'kernel-cpu': ({ threads }) => `${tag} Brought up ${text(threads)} CPUs`,
    'kernel-guest': ({ hypervisor: below }) => `${tag} Nested under ${partName(text(below))}`,
    'kernel-bare': ({ virtualization }) => `${tag} Hardware-assisted virtualization ${virtualization === 1 ? 'enabled' : 'not found'}`,
    'kernel-driver-disk': ({ diskMiB }) => `${tag} Storage adapter claimed: ${size(diskMiB)}`,
    'kernel-driver-network': () => `${tag} Network adapter claimed: link up`,
    'kernel-root': () => `${tag} System image mounted`,
    'boot-finished': ({ us }) => `${tag} Boot complete in ${seconds(us)}`,
    'unit-starting': (data) => `${tag} Creating ${unit(data)}`,
    'unit-ready': (data) => `${tag} ${unit(data)} powered on`,
    'unit-stopped': (data) => `${tag} ${unit(data)} powered off`,
    'unit-killed': (data) => `${tag} Out of memory: ${unit(data)} powered off`,
    panic: () => `${tag} Fatal error, system halted`,
  };
}

/** A program on bare hardware has no kernel to print for it. */
const BARE: Partial<Lines> = {
  'loader-kernel': () => 'Loading the program',
  'unit-starting': (data) => `${unit(data)}: start`,
  'unit-ready': (data) => `${unit(data)}: ready`,
  'unit-stopped': (data) => `${unit(data)}: halted`,
  'unit-crashed': (data) => `${unit(data)}: crashed, restarting`,
  panic: () => 'Halted',
};

const FAMILIES: Readonly<Record<string, Partial<Lines>>> = {
  'kernel.linux-slim': SLIM,
  'kernel.windows': WINDOWS,
  'kernel.macos': MACOS,
  'kernel.minix': MINIX,
  'kernel.unikernel': UNIKERNEL,
  'hypervisor.esxi': hypervisor('VMkernel:', 'VMware ESXi'),
  'hypervisor.xen': hypervisor('(XEN)', 'Xen'),
  'hypervisor.hyper-v': hypervisor('hvloader:', 'Hyper-V'),
};

/** A line in the words of the kernel that prints it; `part` is that kernel's, undefined for a program on bare hardware. */
export function logLine({ code, data }: Pick<LogLine, 'code' | 'data'>, part: string | undefined): string {
  const family = part === undefined ? BARE : FAMILIES[part];
  return (family?.[code] ?? LINUX[code])(data);
}
