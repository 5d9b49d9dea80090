/**
 * The two services that every gRPC tool knows, health and reflection, written down as data. The packages that offer them
 * read .proto files beside their code, which a bundle does not have.
 */
import type { ServiceDefinition } from '@grpc/grpc-js';
import { type AnyDefinition, type MessageTypeDefinition, fromJSON } from '@grpc/proto-loader';

type Field = readonly [type: string, id: number, rule?: 'repeated'];

const message = (fields: Record<string, Field>, rest: object = {}): object => ({
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, [type, id, rule]]) => [name, { type, id, ...(rule ? { rule } : {}) }]),
  ),
  ...rest,
});

const SERVING_STATUS = { values: { UNKNOWN: 0, SERVING: 1, NOT_SERVING: 2, SERVICE_UNKNOWN: 3 } };

const health = {
  HealthCheckRequest: message({ service: ['string', 1] }),
  HealthCheckResponse: message({ status: ['ServingStatus', 1] }, { nested: { ServingStatus: SERVING_STATUS } }),
  Health: {
    methods: {
      Check: { requestType: 'HealthCheckRequest', responseType: 'HealthCheckResponse' },
      Watch: { requestType: 'HealthCheckRequest', responseType: 'HealthCheckResponse', responseStream: true },
    },
  },
};

/** Versions 1 and 1alpha say the same under different names. */
const reflection = {
  ServerReflectionRequest: message(
    {
      host: ['string', 1],
      fileByFilename: ['string', 3],
      fileContainingSymbol: ['string', 4],
      fileContainingExtension: ['ExtensionRequest', 5],
      allExtensionNumbersOfType: ['string', 6],
      listServices: ['string', 7],
    },
    {
      oneofs: {
        messageRequest: {
          oneof: [
            'fileByFilename',
            'fileContainingSymbol',
            'fileContainingExtension',
            'allExtensionNumbersOfType',
            'listServices',
          ],
        },
      },
    },
  ),
  ExtensionRequest: message({ containingType: ['string', 1], extensionNumber: ['int32', 2] }),
  ServerReflectionResponse: message(
    {
      validHost: ['string', 1],
      originalRequest: ['ServerReflectionRequest', 2],
      fileDescriptorResponse: ['FileDescriptorResponse', 4],
      allExtensionNumbersResponse: ['ExtensionNumberResponse', 5],
      listServicesResponse: ['ListServiceResponse', 6],
      errorResponse: ['ErrorResponse', 7],
    },
    {
      oneofs: {
        messageResponse: {
          oneof: ['fileDescriptorResponse', 'allExtensionNumbersResponse', 'listServicesResponse', 'errorResponse'],
        },
      },
    },
  ),
  FileDescriptorResponse: message({ fileDescriptorProto: ['bytes', 1, 'repeated'] }),
  ExtensionNumberResponse: message({ baseTypeName: ['string', 1], extensionNumber: ['int32', 2, 'repeated'] }),
  ListServiceResponse: message({ service: ['ServiceResponse', 1, 'repeated'] }),
  ServiceResponse: message({ name: ['string', 1] }),
  ErrorResponse: message({ errorCode: ['int32', 1], errorMessage: ['string', 2] }),
  ServerReflection: {
    methods: {
      ServerReflectionInfo: {
        requestType: 'ServerReflectionRequest',
        requestStream: true,
        responseType: 'ServerReflectionResponse',
        responseStream: true,
      },
    },
  },
};

const inPackage = (name: string, nested: object): object =>
  name.split('.').reduceRight<object>((inner, part) => ({ nested: { [part]: inner } }), { nested });

function load(name: string, nested: object): Record<string, AnyDefinition> {
  return fromJSON(inPackage(name, nested), { defaults: true, oneofs: true });
}

/** Descriptors of the reflection services themselves, for tools that ask about everything that is listed. */
const descriptorsOf = (loaded: Record<string, AnyDefinition>): readonly Buffer[] => {
  const message = loaded[Object.keys(loaded).find(name => name.endsWith('ErrorResponse'))!];
  return (message as MessageTypeDefinition<object, object>).fileDescriptorProtos;
};

const serviceOf = (loaded: Record<string, AnyDefinition>, name: string): ServiceDefinition =>
  loaded[name] as unknown as ServiceDefinition;

const healthV1 = load('grpc.health.v1', health);
const reflectionV1 = load('grpc.reflection.v1', reflection);
const reflectionV1Alpha = load('grpc.reflection.v1alpha', reflection);

export const healthDefinition = serviceOf(healthV1, 'grpc.health.v1.Health');
export const reflectionDefinitions = {
  'grpc.reflection.v1.ServerReflection': serviceOf(reflectionV1, 'grpc.reflection.v1.ServerReflection'),
  'grpc.reflection.v1alpha.ServerReflection': serviceOf(reflectionV1Alpha, 'grpc.reflection.v1alpha.ServerReflection'),
};
export const reflectionDescriptors = [...descriptorsOf(reflectionV1), ...descriptorsOf(reflectionV1Alpha)];
