/** Published experiments that the model cannot express, and why. Numbers are those of the list that the experiments follow. */
export interface OutsideExperiment {
  readonly number: string;
  readonly title: string;
  readonly why: string;
}

export const OUTSIDE: readonly OutsideExperiment[] = [
  {
    number: 'E21',
    title: 'A container whose image must be pulled first (76 % of its start is pulling)',
    why: 'Images are on the disk at power-on and machines share no network, so nothing is pulled.',
  },
  {
    number: 'E23',
    title: 'Overcommitted memory: page sharing and ballooning (52 guests of 1 GB in 16 GB)',
    why: 'A VM holds its allocation from start to stop: that is what is taught. Equal pages are not shared and nothing is ballooned out.',
  },
  {
    number: 'E27',
    title: 'Clouds that copy an image before they boot it (Linux 97 s, Windows 810 s in 2012)',
    why: 'There is no transfer between machines, and what a provider does before the VM starts has no published parts.',
  },
  {
    number: '',
    title: 'xl with Debian and Tinyx guests (42 s and 10 s for the 1000th), in E1',
    why: 'The time for making a VM grows with the number of guests alone; which guests they are and what they do in the background does not count.',
  },
  {
    number: '',
    title: 'Spread of boot times (99th percentile to median), in E5',
    why: 'A run has no chance in it: the same build boots in the same time.',
  },
  {
    number: '',
    title: 'A further network card of a microVM (+ 17 to + 50 ms), in E5',
    why: 'Every VM has the same four resources; cards are not counted.',
  },
  {
    number: '',
    title: "Docker's start by where the clock stops (33 ms runc, 66 ms to the end of hello world, 200 ms, 250 ms, 1.2 s)",
    why: 'These are five definitions of a start. The catalogue has one: that of E1.',
  },
  {
    number: '',
    title: 'Save, restore and migration of VMs',
    why: 'A VM runs or does not; it is not moved.',
  },
];
