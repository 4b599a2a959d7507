// Run after the dependencies changed: a registry mirror that carries only some platforms makes npm leave the others'
// binaries out of the lock file, and `npm ci` then refuses the lock everywhere. This adds them back: name and version
// as their parent asks, platform as the name says, no hash (npm fetches only the one that fits the machine).
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface LockedPackage {
  version: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];

function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const parts = name.split(/[/-]/);
  const os = systems.find((system) => parts.includes(system));
  const cpu = ['arm64', 'x64', 'arm', 'ppc64', 's390x', 'wasm32'].find((candidate) => parts.includes(candidate));
  if (cpu === undefined) throw new Error(`the platform of ${name} is not in its name`);
  const libc = parts.includes('musl') ? ['musl'] : os === 'linux' ? ['glibc'] : undefined;
  return { cpu: [cpu], ...(libc && { libc }), ...(os && { os: [os] }) };
}

const added: string[] = [];
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    // Only exact versions are binaries of a platform; a range is an ordinary optional package.
    if (lock.packages[key] !== undefined || !/^\d/.test(version)) continue;
    lock.packages[key] = { version, dev: true, optional: true, ...platformOf(name) };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(added.length === 0 ? 'the lock file was complete\n' : `added ${added.join(', ')}\n`);
