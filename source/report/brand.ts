/** A consultant's own name, logo and colours on a report. */
import { plainLine } from '../core/text.ts';

/** A picture that stands inside the file. */
export interface Logo {
  type: 'image/png' | 'image/svg+xml';
  /** The file's bytes, base64. */
  data: string;
}

/** What a report bears. */
export interface Brand {
  /** Who prepared it. */
  name: string;
  /** Address, site, telephone: one line. */
  contact?: string;
  logo?: Logo;
  /** What a screen reader says for the logo; default: the name. */
  logoText?: string;
  /** Headings, links and rules, `#rrggbb`. */
  colour?: string;
  /** The same in dark mode; default: worked out to be readable. */
  darkColour?: string;
}

/** A brand file as written: the logo is a path beside it. */
export interface BrandFile extends Omit<Brand, 'logo'> {
  logo?: string;
}

/** A member that cannot be used, and why. */
export interface BrandFault {
  field: string;
  message: string;
}

const fields = ['name', 'contact', 'logo', 'logo-text', 'colour', 'dark-colour'] as const;

/** Longest line of text; more is no name. */
const longest = 200;

/** Reads the members of a brand file. Nothing is used while there is a fault. */
export function readBrand(value: unknown): { brand: BrandFile | undefined; faults: BrandFault[] } {
  const faults: BrandFault[] = [];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { brand: undefined, faults: [{ field: 'the file', message: `needs members: ${fields.join(', ')}.` }] };
  const given = value as Record<string, unknown>;
  for (const field of Object.keys(given))
    if (!fields.some((known) => known === field))
      faults.push({ field, message: `is not known here; there are ${fields.join(', ')}.` });
  const line = (field: string): string | undefined => {
    const text = given[field];
    if (text === undefined || text === null) return undefined;
    const plain = typeof text === 'string' ? plainLine(text).trim() : '';
    if (plain !== '' && plain.length <= longest) return plain;
    faults.push({ field, message: `has to be a text of 1 to ${longest} characters.` });
    return undefined;
  };
  const colour = (field: string): string | undefined => {
    const text = line(field);
    if (text === undefined || /^#[0-9a-f]{6}$/i.test(text)) return text?.toLowerCase();
    faults.push({ field, message: `has to be a colour such as "#1a4d8f", not "${text}".` });
    return undefined;
  };
  const name = line('name');
  if (name === undefined && !faults.some(({ field }) => field === 'name'))
    faults.push({ field: 'name', message: 'is missing: who prepares the report?' });
  const brand: BrandFile = { name: name ?? '' };
  const [contact, logo, logoText] = [line('contact'), line('logo'), line('logo-text')];
  const [light, dark] = [colour('colour'), colour('dark-colour')];
  if (contact !== undefined) brand.contact = contact;
  if (logo !== undefined) brand.logo = logo;
  if (logoText !== undefined) brand.logoText = logoText;
  if (light !== undefined) brand.colour = light;
  if (dark !== undefined) brand.darkColour = dark;
  return { brand: faults.length === 0 ? brand : undefined, faults };
}
