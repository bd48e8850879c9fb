import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { LocalStackError } from '../errors.ts';

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const stackPropertiesSchema = z.object({
  templateFile: z.string(),
  stackName: z.string().optional(),
});
const assetManifestPropertiesSchema = z.object({ file: z.string() });

const assetManifestSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string().optional() })),
      }),
    )
    .default({}),
});

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown() })).default({}),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

export type TemplateResource = z.infer<typeof resourceSchema>;
export type Template = z.infer<typeof templateSchema>;

/** What `cdk synth` wrote: one stack's template, and where its file assets are on this disk. */
export interface Assembly {
  stackName: string;
  template: Template;
  /** folder of a file asset, by the object key that the template names (`Code.S3Key`) */
  assetFolders: ReadonlyMap<string, string>;
}

const readJson = async <T>(schema: z.ZodType<T>, file: string): Promise<T> => {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LocalStackError(`${file} cannot be read: not a synthesized CDK assembly?`, { cause });
  });
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new LocalStackError(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

const readAssetFolders = async (directory: string, file: string): Promise<[string, string][]> => {
  const { files } = await readJson(assetManifestSchema, join(directory, file));
  return Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).flatMap(({ objectKey }): [string, string][] =>
      objectKey !== undefined && source.path !== undefined && source.packaging === 'zip'
        ? [[objectKey, resolve(directory, source.path)]]
        : [],
    ),
  );
};

/** @throws LocalStackError unless the folder holds an assembly with exactly one stack */
export const readAssembly = async (directory: string): Promise<Assembly> => {
  const { artifacts } = await readJson(manifestSchema, join(directory, 'manifest.json'));
  const ofType = (type: string) => Object.entries(artifacts).filter(([, a]) => a.type === type);

  const [stack, ...others] = ofType('aws:cloudformation:stack');
  if (stack === undefined || others.length > 0)
    throw new LocalStackError(
      `${directory} holds ${others.length + (stack ? 1 : 0)} stacks; the local stack runs exactly one`,
    );
  const [artifactId, { properties }] = stack;
  const { templateFile, stackName } = stackPropertiesSchema.parse(properties);
  const assets = await Promise.all(
    ofType('cdk:asset-manifest').map(([, artifact]) =>
      readAssetFolders(directory, assetManifestPropertiesSchema.parse(artifact.properties).file),
    ),
  );
  return {
    stackName: stackName ?? artifactId,
    template: await readJson(templateSchema, join(directory, templateFile)),
    assetFolders: new Map(assets.flat()),
  };
};
