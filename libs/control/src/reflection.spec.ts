/** A client that knows nothing of ours: it learns services and messages by reflection, from the public protocol alone. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Client, type ClientDuplexStream, Metadata, type MethodDefinition, credentials } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer, loadSync } from '@grpc/proto-loader';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Writer } from 'protobufjs';
import type { Control } from './index.ts';
import { StageForSpecs, serveForSpecs } from './stage-for-specs.ts';

const protos = join(createRequire(import.meta.url).resolve('@grpc/reflection'), '../../proto/grpc/reflection');

type Answer = Record<string, unknown> & {
  readonly messageResponse: string;
  readonly listServicesResponse?: { readonly service: { readonly name: string }[] };
  readonly fileDescriptorResponse?: { readonly fileDescriptorProto: Buffer[] };
  readonly errorResponse?: { readonly errorCode: number; readonly errorMessage: string };
};

describe.each(['v1', 'v1alpha'])('reflection %s', version => {
  let control: Control;
  let client: Client;
  let ask: (...requests: object[]) => Promise<Answer[]>;
  const stage = new StageForSpecs();

  beforeAll(async () => {
    control = await serveForSpecs(stage);
    client = new Client(`127.0.0.1:${control.port}`, credentials.createInsecure());
    const loaded = loadSync(join(protos, version, 'reflection.proto'), { oneofs: true });
    const info = (
      loaded[`grpc.reflection.${version}.ServerReflection`] as unknown as Record<
        string,
        MethodDefinition<object, Answer>
      >
    )['ServerReflectionInfo']!;
    ask = async (...requests) => {
      const stream: ClientDuplexStream<object, Answer> = client.makeBidiStreamRequest(
        info.path,
        info.requestSerialize,
        info.responseDeserialize,
      );
      for (const request of requests) stream.write(request);
      stream.end();
      return (await stream.toArray()) as Answer[];
    };
  });
  afterAll(async () => {
    client.close();
    await control.close();
  });

  const descriptorSet = (files: readonly Buffer[]): Buffer => {
    const set = new Writer();
    for (const file of files) set.uint32((1 << 3) | 2).bytes(file);
    return Buffer.from(set.finish());
  };
  const filesFor = async (request: object): Promise<Buffer[]> =>
    (await ask(request))[0]!.fileDescriptorResponse!.fileDescriptorProto;

  it('is enough to call every method', async () => {
    const [{ listServicesResponse }] = (await ask({ listServices: '' })) as [Answer];
    const names = listServicesResponse!.service.map(({ name }) => name);
    expect(names).toContain('pixelrelay.control.v1.StageControl');

    const files = await filesFor({ fileContainingSymbol: 'pixelrelay.control.v1.StageControl' });
    const learnt = loadFileDescriptorSetFromBuffer(descriptorSet(files), { enums: String });
    const methods = learnt['pixelrelay.control.v1.StageControl'] as unknown as Record<
      string,
      MethodDefinition<object, object>
    >;
    expect(Object.keys(methods)).toEqual(
      expect.arrayContaining(['GetStatus', 'WatchStatus', 'SetWorkers', 'Pause', 'Resume', 'Drain', 'ExplainFrontier']),
    );
    const call = (name: string, request: object): Promise<object> =>
      new Promise((resolve, reject) => {
        const { path, requestSerialize, responseDeserialize } = methods[name]!;
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          request,
          new Metadata(),
          (error, response) => (error ? reject(error) : resolve(response!)),
        );
      });
    expect(await call('GetStatus', {})).toMatchObject({ stage: 'parser', lifecycle: 'RUNNING' });
    expect(await call('SetWorkers', { workers: 5, requested_by: 'stranger' })).toMatchObject({ pool: { workers: 5 } });
    expect(stage.lastResizedBy).toBe('stranger');
    expect(await call('Pause', {})).toMatchObject({ lifecycle: 'PAUSED' });
    expect(await call('Resume', {})).toMatchObject({ lifecycle: 'RUNNING' });
    expect(await call('ExplainFrontier', {})).toEqual({});
  });

  it('describes everything that it lists', async () => {
    const [{ listServicesResponse }] = (await ask({ listServices: '' })) as [Answer];
    for (const { name } of listServicesResponse!.service) {
      const files = await filesFor({ fileContainingSymbol: name });
      expect(Object.keys(loadFileDescriptorSetFromBuffer(descriptorSet(files)))).toContain(name);
    }
  });

  it('finds messages, nested ones, enums and methods, and files with what they import', async () => {
    for (const symbol of [
      'pixelrelay.control.v1.PoolStatus',
      'pixelrelay.control.v1.Lifecycle',
      'pixelrelay.control.v1.StageControl.SetWorkers',
      'pixelrelay.event.v1.Event',
    ])
      expect((await filesFor({ fileContainingSymbol: symbol })).length).toBeGreaterThan(0);
    // Its import comes along: alone it could not be read.
    const files = await filesFor({ fileByFilename: 'pixelrelay/batch/v1/batch.proto' });
    const learnt = Object.keys(loadFileDescriptorSetFromBuffer(descriptorSet(files)));
    expect(learnt).toEqual(expect.arrayContaining(['pixelrelay.batch.v1.EventBatch', 'pixelrelay.event.v1.Event']));
  });

  it('answers what it does not know, and goes on', async () => {
    const answers = await ask(
      { fileContainingSymbol: 'no.Such' },
      { fileByFilename: 'no.proto' },
      { fileContainingExtension: { containingType: 'pixelrelay.event.v1.Event', extensionNumber: 1 } },
      { allExtensionNumbersOfType: 'no.Such' },
      { allExtensionNumbersOfType: 'pixelrelay.event.v1.Event' },
      {},
      { listServices: '' },
    );
    expect(answers.map(({ errorResponse, messageResponse }) => errorResponse?.errorCode ?? messageResponse)).toEqual([
      5,
      5,
      5,
      5,
      'allExtensionNumbersResponse',
      3,
      'listServicesResponse',
    ]);
    expect(answers[0]).toMatchObject({ originalRequest: { fileContainingSymbol: 'no.Such' } });
  });
});
