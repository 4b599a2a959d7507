/** Which editor a person has. */

/** The command that VISUAL, else EDITOR, names; undefined when neither does. */
export function editorCommand(env: NodeJS.ProcessEnv): string | undefined {
  return [env.VISUAL, env.EDITOR]
    .map((command) => command?.trim())
    .find((command) => command !== undefined && command !== '');
}
