import { CAUSES, type DearWords, type QueueWords } from '../../lang/en/game-causes.ts';
import { capitalised, incident as incidentText, notice } from '../../lang/index.ts';
import type { Cause } from './causes.ts';
import type { Dearness } from './dearness.ts';
import type { Mishap } from './incidents.ts';
import type { Queue } from './queue.ts';

/** What went wrong in a run and why goals were missed, in words; loaded with the engine, because only runs need it. */

type NameOf = (id: string) => string;

function dearWords({ ids, tolls, ...rest }: Dearness, nameOf: NameOf): DearWords {
  return { ...rest, names: ids.map(nameOf), tolls: tolls.map(({ id, thousandths }) => ({ name: nameOf(id), thousandths })) };
}

function queueWords({ id, machine, others, ...rest }: Queue, nameOf: NameOf): QueueWords {
  return {
    ...rest,
    name: nameOf(id),
    machine: nameOf(machine),
    others: others.map(({ id: other, mib }) => ({ name: nameOf(other), mib })),
  };
}

export function causeText(cause: Cause, nameOf: NameOf): string {
  switch (cause.kind) {
    case 'peak':
      return CAUSES.peak(
        cause.atMs,
        cause.holders.map(({ id, kib }) => ({ name: nameOf(id), kib })),
      );
    case 'served':
      return CAUSES.served(
        cause.instances.map(({ id, where, ...rest }) => ({ ...rest, name: nameOf(id), where: where === null ? null : nameOf(where) })),
        cause.unmetThousandths,
        cause.dear.map((dear) => dearWords(dear, nameOf)),
      );
    case 'late':
      return CAUSES.late({
        ...cause,
        name: nameOf(cause.id),
        parts: cause.parts.map(({ id, ms }) => ({ name: nameOf(id), ms })),
        dear: cause.dear.map((dear) => dearWords(dear, nameOf)),
        queue: cause.queue === null ? null : queueWords(cause.queue, nameOf),
      });
    case 'never':
      return CAUSES.never(cause.ids.map(nameOf));
    case 'away':
      return CAUSES.away(nameOf(cause.id), cause.gaps);
    case 'shared':
      return CAUSES.shared(nameOf(cause.a), nameOf(cause.b), nameOf(cause.on), cause.isOverrun);
    case 'taken':
      return CAUSES.taken(cause.ids.map(nameOf), cause.entries.map(nameOf), cause.kernel === null ? null : nameOf(cause.kernel));
  }
}

export function mishapText({ kind, nodes, times, shortage, entries, kernel }: Mishap, nameOf: NameOf): string {
  const [first] = nodes;
  const sentence =
    shortage !== null
      ? CAUSES.shortage({
          ...shortage,
          victim: nameOf(first!),
          where: nameOf(shortage.where),
          killer: shortage.killer === null ? null : nameOf(shortage.killer),
        })
      : kind === 'compromised'
        ? CAUSES.compromised(nodes.map(nameOf), entries.map(nameOf), kernel === null ? null : nameOf(kernel))
        : incidentText({ kind, node: first! }, nameOf);
  const told = CAUSES.at(times[0]!, capitalised(sentence));
  return times.length === 1 ? told : CAUSES.again(told, times.length, times.at(-1)!);
}

export function turnText(atMs: number, event: 'restart' | 'replace', names: readonly string[]): string {
  return CAUSES.at(atMs, capitalised(CAUSES.turn(event, names)));
}

/** Handed to the page with the engine. */
export const TELLING = { cause: causeText, mishap: mishapText, turn: turnText, notice } as const;
export type Telling = typeof TELLING;
