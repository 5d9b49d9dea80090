interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>;
}

export interface Pruned {
  readonly packageJson: {
    readonly name: string;
    readonly private: true;
    readonly type: 'module';
    readonly dependencies: Record<string, string>;
  };
  readonly lock: Lockfile & { readonly name: string; readonly lockfileVersion: 3; readonly requires: true };
}

/** The part of a lockfile that the given packages need, as a package of its own: `npm ci` installs exactly that. */
export function pruneLock(lock: Lockfile, name: string, packages: readonly string[]): Pruned {
  const kept = new Map<string, Locked>();
  const keep = (dependency: string, from: string): void => {
    const place = locate(lock, dependency, from);
    if (place === null || kept.has(place)) return; // null: an optional package of another platform that is not locked
    const locked = lock.packages[place]!;
    kept.set(place, { ...locked, dev: undefined } as Locked);
    for (const next of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) keep(next, place);
  };
  for (const each of packages) keep(each, '');
  const dependencies = Object.fromEntries(
    packages.map(each => [each, lock.packages[`node_modules/${each}`]!.version!]),
  );
  const packageJson = { name, private: true, type: 'module', dependencies } as const;
  const sorted = Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    packageJson,
    lock: { name, lockfileVersion: 3, requires: true, packages: { '': { dependencies }, ...sorted } },
  };
}

/** Where a package is found from another's place, as Node looks: beside it, then ever further out. */
function locate(lock: Lockfile, dependency: string, from: string): string | null {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const place = base === '' ? `node_modules/${dependency}` : `${base}/node_modules/${dependency}`;
    if (lock.packages[place] !== undefined) return place;
    if (base === '') return null;
    if (!base.includes('/node_modules/')) base = '';
    if (base === '' && lock.packages[`node_modules/${dependency}`] !== undefined) return `node_modules/${dependency}`;
  }
}
