import { parseArgs } from 'node:util';
import { WrongConfiguration } from '#infrastructure/config/config';

type Environment = Readonly<Record<string, string | undefined>>;

/** `--roles api,worker` says the same as `WAKIL_ROLES`, and wins. @throws {WrongConfiguration} */
export const withOptions = (environment: Environment, words: readonly string[]): Environment => {
  try {
    const { values } = parseArgs({ args: [...words], options: { roles: { type: 'string' } } });
    return values.roles === undefined ? environment : { ...environment, WAKIL_ROLES: values.roles };
  } catch {
    throw new WrongConfiguration(
      'the server takes one option: --roles api,worker,whatsapp, or some of them',
      'configuration.unknown_setting',
    );
  }
};
