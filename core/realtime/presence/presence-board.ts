/** Somebody who is there, as others see them. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
}

/** Some of those in a room of one process, and how many they are. */
export interface RoomReport {
  readonly people: readonly PersonHere[];
  readonly count: number;
}

/** Who is in which room, by process. Each process speaks for its own people alone. */
export interface PresenceBoard {
  /** @returns whether the room has one person more */
  arrive(room: string, person: PersonHere): boolean;
  /** @returns whether the room has one person less */
  leave(room: string, person: PersonHere): boolean;
  /** What this process has to say of a room. */
  ours(room: string): RoomReport;
  occupied(): readonly string[];
  /** What another process says of a room. */
  report(process: string, room: string, report: RoomReport): void;
  /** @returns the rooms that have changed by it */
  forget(process: string): readonly string[];
  everybody(room: string): RoomReport;
}

/** So many are named; of the others there is a number. */
const mostNamed = 20;

interface Visit {
  readonly person: PersonHere;
  /** Pages that they have open there. */
  pages: number;
}

export function createPresenceBoard(): PresenceBoard {
  const here = new Map<string, Map<string, Visit>>();
  const elsewhere = new Map<string, Map<string, RoomReport>>();

  const ours = (room: string): RoomReport => {
    const people = [...(here.get(room)?.values() ?? [])].map(({ person }) => person);
    return { people: people.slice(0, mostNamed), count: people.length };
  };

  return {
    arrive(room, person) {
      const visits = here.get(room) ?? new Map<string, Visit>();
      here.set(room, visits);
      const visit = visits.get(person.id);
      if (visit) visit.pages += 1;
      else visits.set(person.id, { person, pages: 1 });
      return visit === undefined;
    },
    leave(room, { id }) {
      const visits = here.get(room);
      const visit = visits?.get(id);
      if (!visits || !visit) return false;
      visit.pages -= 1;
      if (visit.pages > 0) return false;
      visits.delete(id);
      if (visits.size === 0) here.delete(room);
      return true;
    },
    ours,
    occupied: () => [...here.keys()],
    report(process, room, report) {
      const rooms = elsewhere.get(process) ?? new Map<string, RoomReport>();
      elsewhere.set(process, rooms);
      if (report.count === 0) rooms.delete(room);
      else rooms.set(room, report);
    },
    forget(process) {
      const rooms = [...(elsewhere.get(process)?.keys() ?? [])];
      elsewhere.delete(process);
      return rooms;
    },
    everybody(room) {
      const others = [...elsewhere.values()].flatMap((rooms) => rooms.get(room) ?? []);
      return together([ours(room), ...others]);
    },
  };
}

/** One person may be in two processes; how many of those without a name are is not known. */
function together(reports: readonly RoomReport[]): RoomReport {
  const named = reports.flatMap(({ people }) => people);
  const people = [...new Map(named.map((person) => [person.id, person])).values()];
  const unnamed = reports.reduce((sum, one) => sum + one.count - one.people.length, 0);
  people.sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id));
  return { people: people.slice(0, mostNamed), count: people.length + unnamed };
}
