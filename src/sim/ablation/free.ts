import { figure, neutral } from '../catalog/figure.ts';
import type { HypervisorFigures, TaxFigures } from '../catalog/part.ts';

/** Figures of what costs nothing. */

export const FREE_DEVICES = {
  diskOpTax: neutral(1000),
  diskByteTax: neutral(1000),
  netOpTax: neutral(1000),
  netByteTax: neutral(1000),
} as const satisfies Partial<TaxFigures>;

export const NO_TAX: TaxFigures = { cpuTax: neutral(1000), ...FREE_DEVICES };

/** What a hypervisor takes for itself and for its VMs, besides money and somebody's time and what is in the VMs. */
export const NO_WORK = {
  baseKiB: neutral(0),
  readMiB: neutral(0),
  startCpuMs: neutral(0),
  startWaitMs: neutral(0),
  vmKiB: neutral(0),
  vmKiBPerCpu: neutral(0),
  vmKiBPerGiB: neutral(0),
  createCpuMs: neutral(0),
  createUsPerGuest: neutral(0),
  translatedCpuTax: neutral(1000),
  translatedSyscallTax: neutral(1000),
  ...NO_TAX,
} as const satisfies Partial<HypervisorFigures>;

/** Of a hypervisor that is nothing at all. */
export const NOTHING: HypervisorFigures = {
  ...NO_WORK,
  diskMiB: neutral(0),
  ioKiB: figure(512, 'illustrative'),
  firmwareMs: neutral(0),
  loaderMs: neutral(0),
  cost: neutral(0),
  effortMin: neutral(0),
  vmEffortMin: neutral(0),
};

/** How much memory a kernel takes, and how long it takes to boot: nothing. */
export const NO_BOOT = {
  readMiB: neutral(0),
  initCpuMs: neutral(0),
  initUsPerGiB: neutral(0),
  servicesReadMiB: neutral(0),
  servicesCpuMs: neutral(0),
  servicesWaitMs: neutral(0),
} as const;
