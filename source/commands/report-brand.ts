/** The brand of a report: of --brand FILE, else of the workspace. */
import type { Brand } from '../report/brand.ts';
import { CommandError } from './errors.ts';

/** The brand, or undefined where nobody gave one. Throws a usage error that names file and field. */
export async function loadBrand(given: string | undefined, folder: string): Promise<Brand | undefined> {
  const { readBrandFile, readLogo, workspaceBrand } = await import('../workspace/brand-file.ts');
  const file = given ?? workspaceBrand(folder);
  if (file === undefined) return undefined;
  const { readBrand } = await import('../report/brand.ts');
  const { brand: read, faults } = readBrand(readBrandFile(file));
  if (read === undefined)
    throw new CommandError(
      2,
      faults.map(({ field, message }) => `${file}: ${field}: ${message}`).join('\n'),
      'docs/reports.md has an example.',
    );
  const { logo, ...brand } = read;
  return logo === undefined ? brand : { ...brand, logo: readLogo(file, logo) };
}
