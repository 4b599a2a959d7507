// Writes questionnaires/schema.json, the JSON Schema that editors read, from the tables of the validator.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { guideShapes } from '../source/core/guide-schema.ts';
import { conditionShape, controlsShape, partShapes } from '../source/core/questionnaire-schema.ts';
import type { Field, Shape } from '../source/core/shape.ts';

type Json = Record<string, unknown>;

function schema(shape: Shape): Json {
  switch (shape.type) {
    case 'text':
      return {
        type: 'string',
        minLength: 1,
        ...(shape.max === undefined ? {} : { maxLength: shape.max }),
        ...(shape.pattern ? { pattern: shape.pattern.source } : {}),
      };
    case 'number':
      return {
        type: shape.integer ? 'integer' : 'number',
        ...(shape.min === undefined ? {} : { minimum: shape.min }),
        ...(shape.max === undefined ? {} : { maximum: shape.max }),
      };
    case 'yes-no':
      return { type: 'boolean' };
    case 'one of':
      return { enum: shape.values };
    case 'list':
      return {
        type: 'array',
        items: schema(shape.of),
        ...(shape.min === undefined ? {} : { minItems: shape.min }),
        ...(shape.max === undefined ? {} : { maxItems: shape.max }),
      };
    case 'map':
      return { type: 'object', additionalProperties: schema(shape.of) };
    case 'object':
      return {
        type: 'object',
        additionalProperties: false,
        required: Object.keys(shape.fields).filter((name) => !shape.fields[name]?.optional),
        properties: properties(shape.fields),
        ...(shape.someOf ? { anyOf: shape.someOf.map((name) => ({ required: [name] })) } : {}),
      };
    case 'either':
      return { anyOf: shape.of.map(schema) };
    case 'named':
      return { $ref: `#/$defs/${shape.name}` };
  }
}

function properties(fields: Readonly<Record<string, Field>>): Json {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { shape, about }]) => [
      name,
      { ...schema(shape), ...(about === undefined ? {} : { description: about }) },
    ]),
  );
}

/** The JSON Schema of every file below `questionnaires/`: a list is a file of controls, an object one of the others. */
export function questionnaireJsonSchema(): Json {
  const controls = schema(controlsShape);
  const condition = conditionShape.type === 'named' ? conditionShape.shape() : conditionShape;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A file of the soc2-ready questionnaire',
    type: ['array', 'object'],
    items: controls.items,
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries({ ...partShapes, ...guideShapes }).map(([name, shape]) => [name, schema(shape)]),
    ),
    $defs: { condition: schema(condition) },
  };
}

if (import.meta.main)
  writeFileSync(
    fileURLToPath(new URL('../questionnaires/schema.json', import.meta.url)),
    `${JSON.stringify(questionnaireJsonSchema(), null, 2)}\n`,
  );
