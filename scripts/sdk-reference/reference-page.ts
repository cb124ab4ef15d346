import type { SdkName } from './read-sdk.ts';

const introduction = `# The SDK, name by name

Everything a plugin may import from \`guildhall/sdk\`, from the SDK's own source. \`npm run docs:sdk\` writes this page; the tests
compare it, so a change of the contract with plugins shows here and nowhere by accident.
`;

/** The reference as a page: a section for each file, an entry for each name. */
export function referencePage(names: readonly SdkName[]): string {
  const files = [...new Set(names.map(({ file }) => file))];
  const sections = files.map((file) =>
    section(
      file,
      names.filter((one) => one.file === file),
    ),
  );
  return `${[introduction, ...sections].join('\n')}`;
}

function section(file: string, names: readonly SdkName[]): string {
  const title = file
    .replace(/\.ts$/, '')
    .replace(/^(contributions|fields)\//, '')
    .replaceAll('-', ' ');
  return `## ${title.charAt(0).toUpperCase()}${title.slice(1)}\n\n${names.map(entry).join('\n')}`;
}

function entry({ name, words, signature, example, throws }: SdkName): string {
  return [
    `### ${name}\n`,
    ...(words ? [`${words}\n`] : []),
    `\`\`\`ts\n${signature}\n\`\`\`\n`,
    ...throws.map((one) => `Throws ${one}\n`),
    ...(example ? [`For example:\n\n\`\`\`ts\n${example}\n\`\`\`\n`] : []),
  ].join('\n');
}
