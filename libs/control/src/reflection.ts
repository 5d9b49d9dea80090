/** gRPC server reflection: tells any client which services there are and what their messages look like. */
import { type Server, type ServerDuplexStream, status } from '@grpc/grpc-js';
import { descriptorSet } from '@pixel-relay/contracts';
import { DescriptorIndex } from './descriptor-index.ts';
import { reflectionDefinitions, reflectionDescriptors } from './well-known-services.ts';

interface ReflectionRequest {
  readonly messageRequest?: string;
  readonly fileByFilename?: string;
  readonly fileContainingSymbol?: string;
  readonly fileContainingExtension?: { readonly containingType: string };
  readonly allExtensionNumbersOfType?: string;
}

/** Serves reflection of `services`, and of reflection itself, in both of its versions. */
export function addReflection(server: Server, services: readonly string[]): void {
  const index = new DescriptorIndex().addSet(descriptorSet).add(reflectionDescriptors);
  const listed = [...services, ...Object.keys(reflectionDefinitions)].map(name => ({ name }));
  const serverReflectionInfo = (call: ServerDuplexStream<ReflectionRequest, object>): void => {
    call.on('data', (request: ReflectionRequest) => {
      const response = { validHost: '', originalRequest: request, ...answer(index, listed, request) };
      if (call.write(response)) return;
      // A client that asks without reading waits until it has read.
      call.pause();
      call.once('drain', () => call.resume());
    });
    call.on('end', () => call.end());
    call.on('error', () => call.end());
  };
  for (const definition of Object.values(reflectionDefinitions))
    server.addService(definition, { serverReflectionInfo });
}

function answer(index: DescriptorIndex, listed: readonly { name: string }[], request: ReflectionRequest): object {
  switch (request.messageRequest) {
    case 'listServices':
      return { listServicesResponse: { service: listed } };
    case 'fileByFilename':
      return files(index.filesByName(request.fileByFilename!), `file ${request.fileByFilename}`);
    case 'fileContainingSymbol':
      return files(index.filesOfSymbol(request.fileContainingSymbol!), `symbol ${request.fileContainingSymbol}`);
    case 'allExtensionNumbersOfType':
      return index.has(request.allExtensionNumbersOfType!)
        ? { allExtensionNumbersResponse: { baseTypeName: request.allExtensionNumbersOfType, extensionNumber: [] } }
        : failed(status.NOT_FOUND, `type ${request.allExtensionNumbersOfType} is not known here`);
    case 'fileContainingExtension':
      return failed(status.NOT_FOUND, 'no message here has extensions');
    default:
      return failed(status.INVALID_ARGUMENT, 'the request asks nothing: set one of its message_request fields');
  }
}

const files = (found: Buffer[] | null, what: string): object =>
  found
    ? { fileDescriptorResponse: { fileDescriptorProto: found } }
    : failed(status.NOT_FOUND, `${what} is not known here`);

const failed = (errorCode: number, errorMessage: string): object => ({
  errorResponse: { errorCode, errorMessage: errorMessage.slice(0, 300) },
});
