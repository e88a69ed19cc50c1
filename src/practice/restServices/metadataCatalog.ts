import { CodedError } from '../../codedError.ts';
import { definitionOf, findDefinition, recordTypes } from '../records/definitions.ts';
import type { RecordDefinition } from '../records/definitions.ts';
import { demand, mayTouch } from '../records/permissions.ts';
import type { Answer } from '../server/answer.ts';
import { jsonSchema, openApi, plainJson, preferred } from './media.ts';
import { openApiDocument } from './openApiDocument.ts';
import { readNames, readParameters } from './parameters.ts';
import { recordSchema } from './recordSchema.ts';
import { checkNoBody, dispatch, jsonAnswer } from './resource.ts';
import type { RestCall } from './resource.ts';

/**
 * `record/v1/metadata-catalog`, and one type of it: a list of links, JSON Schema or OpenAPI 3.0, as Accept asks for
 * (ORA:section_1540810174, section_1545129726, section_1545126526). Only what the role may view is in it (assumed, from
 * its being personalised by user, ORA:chapter_1540810168).
 */
export function answerMetadata(call: RestCall): Answer | Promise<Answer> {
  const [, type, ...more] = call.segments;
  if (more.length > 0) {
    throw new CodedError('rest-no-such-resource');
  }
  return dispatch(call, { GET: () => (type === undefined ? catalogue(call) : oneType(call, findDefinition(type))) });
}

function catalogue(call: RestCall): Answer {
  checkNoBody(call);
  const parameters = readParameters(call.exchange.target, ['select']);
  const selected = readNames(parameters, 'select')?.map(name => {
    const definition = findDefinition(name);
    demand(call.role, definition.type, 'view');
    return definition;
  });
  const definitions =
    selected ?? recordTypes.filter(each => mayTouch(call.role, each, 'view')).map(each => definitionOf(each));
  // A schema is of one type; of several there is the list, or OpenAPI.
  const media = preferred(call.exchange.request.headers.accept, [plainJson, openApi]);
  if (media === openApi) {
    return jsonAnswer(JSON.stringify(openApiDocument(definitions, call.base)), openApi);
  }
  const items = definitions.map(each => entry(call, each));
  const links = [{ rel: 'self', href: catalogueUrl(call) }];
  return jsonAnswer(JSON.stringify({ links, items, totalResults: items.length }), plainJson);
}

function oneType(call: RestCall, definition: RecordDefinition): Answer {
  demand(call.role, definition.type, 'view');
  checkNoBody(call);
  readParameters(call.exchange.target, []);
  const media = preferred(call.exchange.request.headers.accept, [plainJson, jsonSchema, openApi]);
  switch (media) {
    case jsonSchema:
      return jsonAnswer(JSON.stringify(recordSchema(definition)), jsonSchema);
    case openApi:
      return jsonAnswer(JSON.stringify(openApiDocument([definition], call.base)), openApi);
    default:
      return jsonAnswer(JSON.stringify(entry(call, definition)), plainJson);
  }
}

function entry(call: RestCall, { restName }: RecordDefinition) {
  const href = `${catalogueUrl(call)}/${restName}`;
  return {
    name: restName,
    links: [
      { rel: 'canonical', href, mediaType: plainJson },
      { rel: 'alternate', href, mediaType: openApi },
      { rel: 'alternate', href, mediaType: jsonSchema },
    ],
  };
}

function catalogueUrl({ base }: RestCall): string {
  return `${base}/record/v1/metadata-catalog`;
}
