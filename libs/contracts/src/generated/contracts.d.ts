import * as $protobuf from "protobufjs/minimal.js";

/** Namespace pixelrelay. */
export namespace pixelrelay {

    /** Namespace batch. */
    namespace batch {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an EventBatch.
             * @deprecated Use pixelrelay.batch.v1.EventBatch.$Properties instead.
             */
            interface IEventBatch extends pixelrelay.batch.v1.EventBatch.$Properties {
            }

            /** Represents an EventBatch. */
            class EventBatch {

                /**
                 * Constructs a new EventBatch.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.batch.v1.EventBatch.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** EventBatch contract. */
                contract: number;

                /** EventBatch minReader. */
                minReader: number;

                /** EventBatch source. */
                source?: (pixelrelay.batch.v1.SourceRange.$Properties|null);

                /** EventBatch events. */
                events: pixelrelay.event.v1.Event.$Properties[];

                /** EventBatch dropped. */
                dropped: Uint8Array;

                /**
                 * Creates a new EventBatch instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns EventBatch instance
                 */
                static create(properties: pixelrelay.batch.v1.EventBatch.$Shape): pixelrelay.batch.v1.EventBatch & pixelrelay.batch.v1.EventBatch.$Shape;
                static create(properties?: pixelrelay.batch.v1.EventBatch.$Properties): pixelrelay.batch.v1.EventBatch;

                /**
                 * Encodes the specified EventBatch message. Does not implicitly {@link pixelrelay.batch.v1.EventBatch.verify|verify} messages.
                 * @param message EventBatch message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.batch.v1.EventBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an EventBatch message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.batch.v1.EventBatch & pixelrelay.batch.v1.EventBatch.$Shape} EventBatch
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.batch.v1.EventBatch & pixelrelay.batch.v1.EventBatch.$Shape;
            }

            namespace EventBatch {

                /** Properties of an EventBatch. */
                interface $Properties {

                    /** EventBatch contract */
                    contract?: (number|null);

                    /** EventBatch minReader */
                    minReader?: (number|null);

                    /** EventBatch source */
                    source?: (pixelrelay.batch.v1.SourceRange.$Properties|null);

                    /** EventBatch events */
                    events?: (pixelrelay.event.v1.Event.$Properties[]|null);

                    /** EventBatch dropped */
                    dropped?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an EventBatch. */
                type $Shape = {
                  contract?: number|null;
                  minReader?: number|null;
                  source?: pixelrelay.batch.v1.SourceRange.$Shape|null;
                  events?: pixelrelay.event.v1.Event.$Shape[]|null;
                  dropped?: Uint8Array|null;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a SourceRange.
             * @deprecated Use pixelrelay.batch.v1.SourceRange.$Properties instead.
             */
            interface ISourceRange extends pixelrelay.batch.v1.SourceRange.$Properties {
            }

            /** Represents a SourceRange. */
            class SourceRange {

                /**
                 * Constructs a new SourceRange.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.batch.v1.SourceRange.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SourceRange topic. */
                topic: string;

                /** SourceRange epoch. */
                epoch: number;

                /** SourceRange partition. */
                partition: number;

                /** SourceRange firstOffset. */
                firstOffset: number;

                /** SourceRange nextOffset. */
                nextOffset: number;

                /** SourceRange oldestReceivedMs. */
                oldestReceivedMs: number;

                /**
                 * Creates a new SourceRange instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SourceRange instance
                 */
                static create(properties: pixelrelay.batch.v1.SourceRange.$Shape): pixelrelay.batch.v1.SourceRange & pixelrelay.batch.v1.SourceRange.$Shape;
                static create(properties?: pixelrelay.batch.v1.SourceRange.$Properties): pixelrelay.batch.v1.SourceRange;

                /**
                 * Encodes the specified SourceRange message. Does not implicitly {@link pixelrelay.batch.v1.SourceRange.verify|verify} messages.
                 * @param message SourceRange message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.batch.v1.SourceRange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SourceRange message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.batch.v1.SourceRange & pixelrelay.batch.v1.SourceRange.$Shape} SourceRange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.batch.v1.SourceRange & pixelrelay.batch.v1.SourceRange.$Shape;
            }

            namespace SourceRange {

                /** Properties of a SourceRange. */
                interface $Properties {

                    /** SourceRange topic */
                    topic?: (string|null);

                    /** SourceRange epoch */
                    epoch?: (number|null);

                    /** SourceRange partition */
                    partition?: (number|null);

                    /** SourceRange firstOffset */
                    firstOffset?: (number|null);

                    /** SourceRange nextOffset */
                    nextOffset?: (number|null);

                    /** SourceRange oldestReceivedMs */
                    oldestReceivedMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SourceRange. */
                type $Shape = pixelrelay.batch.v1.SourceRange.$Properties;
            }

            /** Outcome enum. */
            enum Outcome {

                /** OUTCOME_UNSPECIFIED value */
                OUTCOME_UNSPECIFIED = 0,

                /** DEAD value */
                DEAD = 1,

                /** DENIED value */
                DENIED = 2,

                /** FILTERED value */
                FILTERED = 3,

                /** ABSENT value */
                ABSENT = 4,

                /** EXPIRED value */
                EXPIRED = 5
            }
        }
    }

    /** Namespace event. */
    namespace event {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an Event.
             * @deprecated Use pixelrelay.event.v1.Event.$Properties instead.
             */
            interface IEvent extends pixelrelay.event.v1.Event.$Properties {
            }

            /** Represents an Event. */
            class Event {

                /**
                 * Constructs a new Event.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Event.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Event id. */
                id: string;

                /** Event name. */
                name: string;

                /** Event type. */
                type: pixelrelay.event.v1.EventType;

                /** Event clientId. */
                clientId: string;

                /** Event shopId. */
                shopId: string;

                /** Event occurredMs. */
                occurredMs: number;

                /** Event receivedMs. */
                receivedMs: number;

                /** Event seq. */
                seq: number;

                /** Event sourceOffset. */
                sourceOffset: number;

                /** Event traceParent. */
                traceParent: string;

                /** Event consent. */
                consent?: (pixelrelay.event.v1.Consent.$Properties|null);

                /** Event client. */
                client?: (pixelrelay.event.v1.Client.$Properties|null);

                /** Event context. */
                context?: (pixelrelay.event.v1.Context.$Properties|null);

                /** Event shopDomain. */
                shopDomain: string;

                /** Event pageViewed. */
                pageViewed?: (pixelrelay.event.v1.PageViewed.$Properties|null);

                /** Event productViewed. */
                productViewed?: (pixelrelay.event.v1.ProductViewed.$Properties|null);

                /** Event searchSubmitted. */
                searchSubmitted?: (pixelrelay.event.v1.SearchSubmitted.$Properties|null);

                /** Event productAddedToCart. */
                productAddedToCart?: (pixelrelay.event.v1.CartLineChanged.$Properties|null);

                /** Event checkoutStarted. */
                checkoutStarted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                /** Event checkoutCompleted. */
                checkoutCompleted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                /** Event collectionViewed. */
                collectionViewed?: (pixelrelay.event.v1.CollectionViewed.$Properties|null);

                /** Event cartViewed. */
                cartViewed?: (pixelrelay.event.v1.CartViewed.$Properties|null);

                /** Event productRemovedFromCart. */
                productRemovedFromCart?: (pixelrelay.event.v1.CartLineChanged.$Properties|null);

                /** Event checkoutContactInfoSubmitted. */
                checkoutContactInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                /** Event checkoutAddressInfoSubmitted. */
                checkoutAddressInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                /** Event checkoutShippingInfoSubmitted. */
                checkoutShippingInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                /** Event paymentInfoSubmitted. */
                paymentInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                /** Event alertDisplayed. */
                alertDisplayed?: (pixelrelay.event.v1.AlertDisplayed.$Properties|null);

                /** Event uiExtensionErrored. */
                uiExtensionErrored?: (pixelrelay.event.v1.UiExtensionErrored.$Properties|null);

                /** Event customJson. */
                customJson?: (Uint8Array|null);

                /** Event verdict. */
                verdict?: (pixelrelay.event.v1.Verdict.$Properties|null);

                /** Event augmentation. */
                augmentation?: (pixelrelay.event.v1.Augmentation.$Properties|null);

                /** Event customDataJson. */
                customDataJson: Uint8Array;

                /** Event payload. */
                payload?: ("pageViewed"|"productViewed"|"searchSubmitted"|"productAddedToCart"|"checkoutStarted"|"checkoutCompleted"|"collectionViewed"|"cartViewed"|"productRemovedFromCart"|"checkoutContactInfoSubmitted"|"checkoutAddressInfoSubmitted"|"checkoutShippingInfoSubmitted"|"paymentInfoSubmitted"|"alertDisplayed"|"uiExtensionErrored"|"customJson");

                /**
                 * Creates a new Event instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Event instance
                 */
                static create(properties: pixelrelay.event.v1.Event.$Shape): pixelrelay.event.v1.Event & pixelrelay.event.v1.Event.$Shape;
                static create(properties?: pixelrelay.event.v1.Event.$Properties): pixelrelay.event.v1.Event;

                /**
                 * Encodes the specified Event message. Does not implicitly {@link pixelrelay.event.v1.Event.verify|verify} messages.
                 * @param message Event message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Event message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Event & pixelrelay.event.v1.Event.$Shape} Event
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Event & pixelrelay.event.v1.Event.$Shape;
            }

            namespace Event {

                /** Properties of an Event. */
                interface $Properties {

                    /** Event id */
                    id?: (string|null);

                    /** Event name */
                    name?: (string|null);

                    /** Event type */
                    type?: (pixelrelay.event.v1.EventType|null);

                    /** Event clientId */
                    clientId?: (string|null);

                    /** Event shopId */
                    shopId?: (string|null);

                    /** Event occurredMs */
                    occurredMs?: (number|null);

                    /** Event receivedMs */
                    receivedMs?: (number|null);

                    /** Event seq */
                    seq?: (number|null);

                    /** Event sourceOffset */
                    sourceOffset?: (number|null);

                    /** Event traceParent */
                    traceParent?: (string|null);

                    /** Event consent */
                    consent?: (pixelrelay.event.v1.Consent.$Properties|null);

                    /** Event client */
                    client?: (pixelrelay.event.v1.Client.$Properties|null);

                    /** Event context */
                    context?: (pixelrelay.event.v1.Context.$Properties|null);

                    /** Event shopDomain */
                    shopDomain?: (string|null);

                    /** Event pageViewed */
                    pageViewed?: (pixelrelay.event.v1.PageViewed.$Properties|null);

                    /** Event productViewed */
                    productViewed?: (pixelrelay.event.v1.ProductViewed.$Properties|null);

                    /** Event searchSubmitted */
                    searchSubmitted?: (pixelrelay.event.v1.SearchSubmitted.$Properties|null);

                    /** Event productAddedToCart */
                    productAddedToCart?: (pixelrelay.event.v1.CartLineChanged.$Properties|null);

                    /** Event checkoutStarted */
                    checkoutStarted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                    /** Event checkoutCompleted */
                    checkoutCompleted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                    /** Event collectionViewed */
                    collectionViewed?: (pixelrelay.event.v1.CollectionViewed.$Properties|null);

                    /** Event cartViewed */
                    cartViewed?: (pixelrelay.event.v1.CartViewed.$Properties|null);

                    /** Event productRemovedFromCart */
                    productRemovedFromCart?: (pixelrelay.event.v1.CartLineChanged.$Properties|null);

                    /** Event checkoutContactInfoSubmitted */
                    checkoutContactInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                    /** Event checkoutAddressInfoSubmitted */
                    checkoutAddressInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                    /** Event checkoutShippingInfoSubmitted */
                    checkoutShippingInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                    /** Event paymentInfoSubmitted */
                    paymentInfoSubmitted?: (pixelrelay.event.v1.CheckoutStep.$Properties|null);

                    /** Event alertDisplayed */
                    alertDisplayed?: (pixelrelay.event.v1.AlertDisplayed.$Properties|null);

                    /** Event uiExtensionErrored */
                    uiExtensionErrored?: (pixelrelay.event.v1.UiExtensionErrored.$Properties|null);

                    /** Event customJson */
                    customJson?: (Uint8Array|null);

                    /** Event verdict */
                    verdict?: (pixelrelay.event.v1.Verdict.$Properties|null);

                    /** Event augmentation */
                    augmentation?: (pixelrelay.event.v1.Augmentation.$Properties|null);

                    /** Event customDataJson */
                    customDataJson?: (Uint8Array|null);

                    /** Event payload */
                    payload?: ("pageViewed"|"productViewed"|"searchSubmitted"|"productAddedToCart"|"checkoutStarted"|"checkoutCompleted"|"collectionViewed"|"cartViewed"|"productRemovedFromCart"|"checkoutContactInfoSubmitted"|"checkoutAddressInfoSubmitted"|"checkoutShippingInfoSubmitted"|"paymentInfoSubmitted"|"alertDisplayed"|"uiExtensionErrored"|"customJson");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of an Event. */
                type $Shape = {
                  id?: string|null;
                  name?: string|null;
                  type?: pixelrelay.event.v1.EventType|null;
                  clientId?: string|null;
                  shopId?: string|null;
                  occurredMs?: number|null;
                  receivedMs?: number|null;
                  seq?: number|null;
                  sourceOffset?: number|null;
                  traceParent?: string|null;
                  consent?: pixelrelay.event.v1.Consent.$Shape|null;
                  client?: pixelrelay.event.v1.Client.$Shape|null;
                  context?: pixelrelay.event.v1.Context.$Shape|null;
                  shopDomain?: string|null;
                  pageViewed?: pixelrelay.event.v1.PageViewed.$Shape|null;
                  productViewed?: pixelrelay.event.v1.ProductViewed.$Shape|null;
                  searchSubmitted?: pixelrelay.event.v1.SearchSubmitted.$Shape|null;
                  productAddedToCart?: pixelrelay.event.v1.CartLineChanged.$Shape|null;
                  checkoutStarted?: pixelrelay.event.v1.CheckoutStep.$Shape|null;
                  checkoutCompleted?: pixelrelay.event.v1.CheckoutStep.$Shape|null;
                  collectionViewed?: pixelrelay.event.v1.CollectionViewed.$Shape|null;
                  cartViewed?: pixelrelay.event.v1.CartViewed.$Shape|null;
                  productRemovedFromCart?: pixelrelay.event.v1.CartLineChanged.$Shape|null;
                  checkoutContactInfoSubmitted?: pixelrelay.event.v1.CheckoutStep.$Shape|null;
                  checkoutAddressInfoSubmitted?: pixelrelay.event.v1.CheckoutStep.$Shape|null;
                  checkoutShippingInfoSubmitted?: pixelrelay.event.v1.CheckoutStep.$Shape|null;
                  paymentInfoSubmitted?: pixelrelay.event.v1.CheckoutStep.$Shape|null;
                  alertDisplayed?: pixelrelay.event.v1.AlertDisplayed.$Shape|null;
                  uiExtensionErrored?: pixelrelay.event.v1.UiExtensionErrored.$Shape|null;
                  customJson?: Uint8Array|null;
                  verdict?: pixelrelay.event.v1.Verdict.$Shape|null;
                  augmentation?: pixelrelay.event.v1.Augmentation.$Shape|null;
                  customDataJson?: Uint8Array|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ payload?: undefined; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "pageViewed"; pageViewed: pixelrelay.event.v1.PageViewed.$Shape; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "productViewed"; pageViewed?: null; productViewed: pixelrelay.event.v1.ProductViewed.$Shape; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "searchSubmitted"; pageViewed?: null; productViewed?: null; searchSubmitted: pixelrelay.event.v1.SearchSubmitted.$Shape; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "productAddedToCart"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart: pixelrelay.event.v1.CartLineChanged.$Shape; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "checkoutStarted"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted: pixelrelay.event.v1.CheckoutStep.$Shape; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "checkoutCompleted"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted: pixelrelay.event.v1.CheckoutStep.$Shape; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "collectionViewed"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed: pixelrelay.event.v1.CollectionViewed.$Shape; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "cartViewed"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed: pixelrelay.event.v1.CartViewed.$Shape; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "productRemovedFromCart"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart: pixelrelay.event.v1.CartLineChanged.$Shape; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "checkoutContactInfoSubmitted"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted: pixelrelay.event.v1.CheckoutStep.$Shape; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "checkoutAddressInfoSubmitted"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted: pixelrelay.event.v1.CheckoutStep.$Shape; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "checkoutShippingInfoSubmitted"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted: pixelrelay.event.v1.CheckoutStep.$Shape; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "paymentInfoSubmitted"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted: pixelrelay.event.v1.CheckoutStep.$Shape; alertDisplayed?: null; uiExtensionErrored?: null; customJson?: null }|{ payload?: "alertDisplayed"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed: pixelrelay.event.v1.AlertDisplayed.$Shape; uiExtensionErrored?: null; customJson?: null }|{ payload?: "uiExtensionErrored"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored: pixelrelay.event.v1.UiExtensionErrored.$Shape; customJson?: null }|{ payload?: "customJson"; pageViewed?: null; productViewed?: null; searchSubmitted?: null; productAddedToCart?: null; checkoutStarted?: null; checkoutCompleted?: null; collectionViewed?: null; cartViewed?: null; productRemovedFromCart?: null; checkoutContactInfoSubmitted?: null; checkoutAddressInfoSubmitted?: null; checkoutShippingInfoSubmitted?: null; paymentInfoSubmitted?: null; alertDisplayed?: null; uiExtensionErrored?: null; customJson: Uint8Array })
                );
            }

            /** EventType enum. */
            enum EventType {

                /** EVENT_TYPE_UNSPECIFIED value */
                EVENT_TYPE_UNSPECIFIED = 0,

                /** STANDARD value */
                STANDARD = 1,

                /** CUSTOM value */
                CUSTOM = 2,

                /** DOM value */
                DOM = 3,

                /** ADVANCED_DOM value */
                ADVANCED_DOM = 4,

                /** META value */
                META = 5
            }

            /**
             * Properties of a Consent.
             * @deprecated Use pixelrelay.event.v1.Consent.$Properties instead.
             */
            interface IConsent extends pixelrelay.event.v1.Consent.$Properties {
            }

            /** Represents a Consent. */
            class Consent {

                /**
                 * Constructs a new Consent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Consent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Consent analyticsProcessingAllowed. */
                analyticsProcessingAllowed?: (boolean|null);

                /** Consent marketingAllowed. */
                marketingAllowed?: (boolean|null);

                /** Consent preferencesProcessingAllowed. */
                preferencesProcessingAllowed?: (boolean|null);

                /** Consent saleOfDataAllowed. */
                saleOfDataAllowed?: (boolean|null);

                /** Consent signals. */
                signals?: (pixelrelay.event.v1.PrivacySignals.$Properties|null);

                /**
                 * Creates a new Consent instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Consent instance
                 */
                static create(properties: pixelrelay.event.v1.Consent.$Shape): pixelrelay.event.v1.Consent & pixelrelay.event.v1.Consent.$Shape;
                static create(properties?: pixelrelay.event.v1.Consent.$Properties): pixelrelay.event.v1.Consent;

                /**
                 * Encodes the specified Consent message. Does not implicitly {@link pixelrelay.event.v1.Consent.verify|verify} messages.
                 * @param message Consent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Consent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Consent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Consent & pixelrelay.event.v1.Consent.$Shape} Consent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Consent & pixelrelay.event.v1.Consent.$Shape;
            }

            namespace Consent {

                /** Properties of a Consent. */
                interface $Properties {

                    /** Consent analyticsProcessingAllowed */
                    analyticsProcessingAllowed?: (boolean|null);

                    /** Consent marketingAllowed */
                    marketingAllowed?: (boolean|null);

                    /** Consent preferencesProcessingAllowed */
                    preferencesProcessingAllowed?: (boolean|null);

                    /** Consent saleOfDataAllowed */
                    saleOfDataAllowed?: (boolean|null);

                    /** Consent signals */
                    signals?: (pixelrelay.event.v1.PrivacySignals.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Consent. */
                type $Shape = pixelrelay.event.v1.Consent.$Properties;
            }

            /**
             * Properties of a PrivacySignals.
             * @deprecated Use pixelrelay.event.v1.PrivacySignals.$Properties instead.
             */
            interface IPrivacySignals extends pixelrelay.event.v1.PrivacySignals.$Properties {
            }

            /** Represents a PrivacySignals. */
            class PrivacySignals {

                /**
                 * Constructs a new PrivacySignals.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.PrivacySignals.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PrivacySignals gpc. */
                gpc?: (boolean|null);

                /** PrivacySignals gpp. */
                gpp: string;

                /** PrivacySignals gppSid. */
                gppSid: number[];

                /** PrivacySignals tcf. */
                tcf: string;

                /**
                 * Creates a new PrivacySignals instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PrivacySignals instance
                 */
                static create(properties: pixelrelay.event.v1.PrivacySignals.$Shape): pixelrelay.event.v1.PrivacySignals & pixelrelay.event.v1.PrivacySignals.$Shape;
                static create(properties?: pixelrelay.event.v1.PrivacySignals.$Properties): pixelrelay.event.v1.PrivacySignals;

                /**
                 * Encodes the specified PrivacySignals message. Does not implicitly {@link pixelrelay.event.v1.PrivacySignals.verify|verify} messages.
                 * @param message PrivacySignals message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.PrivacySignals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PrivacySignals message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.PrivacySignals & pixelrelay.event.v1.PrivacySignals.$Shape} PrivacySignals
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.PrivacySignals & pixelrelay.event.v1.PrivacySignals.$Shape;
            }

            namespace PrivacySignals {

                /** Properties of a PrivacySignals. */
                interface $Properties {

                    /** PrivacySignals gpc */
                    gpc?: (boolean|null);

                    /** PrivacySignals gpp */
                    gpp?: (string|null);

                    /** PrivacySignals gppSid */
                    gppSid?: (number[]|null);

                    /** PrivacySignals tcf */
                    tcf?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PrivacySignals. */
                type $Shape = pixelrelay.event.v1.PrivacySignals.$Properties;
            }

            /**
             * Properties of a Client.
             * @deprecated Use pixelrelay.event.v1.Client.$Properties instead.
             */
            interface IClient extends pixelrelay.event.v1.Client.$Properties {
            }

            /** Represents a Client. */
            class Client {

                /**
                 * Constructs a new Client.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Client.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Client ip. */
                ip: string;

                /** Client userAgent. */
                userAgent: string;

                /** Client country. */
                country: string;

                /** Client subdivision. */
                subdivision: string;

                /**
                 * Creates a new Client instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Client instance
                 */
                static create(properties: pixelrelay.event.v1.Client.$Shape): pixelrelay.event.v1.Client & pixelrelay.event.v1.Client.$Shape;
                static create(properties?: pixelrelay.event.v1.Client.$Properties): pixelrelay.event.v1.Client;

                /**
                 * Encodes the specified Client message. Does not implicitly {@link pixelrelay.event.v1.Client.verify|verify} messages.
                 * @param message Client message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Client.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Client message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Client & pixelrelay.event.v1.Client.$Shape} Client
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Client & pixelrelay.event.v1.Client.$Shape;
            }

            namespace Client {

                /** Properties of a Client. */
                interface $Properties {

                    /** Client ip */
                    ip?: (string|null);

                    /** Client userAgent */
                    userAgent?: (string|null);

                    /** Client country */
                    country?: (string|null);

                    /** Client subdivision */
                    subdivision?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Client. */
                type $Shape = pixelrelay.event.v1.Client.$Properties;
            }

            /**
             * Properties of a Context.
             * @deprecated Use pixelrelay.event.v1.Context.$Properties instead.
             */
            interface IContext extends pixelrelay.event.v1.Context.$Properties {
            }

            /** Represents a Context. */
            class Context {

                /**
                 * Constructs a new Context.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Context.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Context document. */
                document?: (pixelrelay.event.v1.Document.$Properties|null);

                /** Context navigator. */
                navigator?: (pixelrelay.event.v1.Navigator.$Properties|null);

                /** Context window. */
                window?: (pixelrelay.event.v1.Window.$Properties|null);

                /**
                 * Creates a new Context instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Context instance
                 */
                static create(properties: pixelrelay.event.v1.Context.$Shape): pixelrelay.event.v1.Context & pixelrelay.event.v1.Context.$Shape;
                static create(properties?: pixelrelay.event.v1.Context.$Properties): pixelrelay.event.v1.Context;

                /**
                 * Encodes the specified Context message. Does not implicitly {@link pixelrelay.event.v1.Context.verify|verify} messages.
                 * @param message Context message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Context.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Context message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Context & pixelrelay.event.v1.Context.$Shape} Context
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Context & pixelrelay.event.v1.Context.$Shape;
            }

            namespace Context {

                /** Properties of a Context. */
                interface $Properties {

                    /** Context document */
                    document?: (pixelrelay.event.v1.Document.$Properties|null);

                    /** Context navigator */
                    navigator?: (pixelrelay.event.v1.Navigator.$Properties|null);

                    /** Context window */
                    window?: (pixelrelay.event.v1.Window.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Context. */
                type $Shape = pixelrelay.event.v1.Context.$Properties;
            }

            /**
             * Properties of a Document.
             * @deprecated Use pixelrelay.event.v1.Document.$Properties instead.
             */
            interface IDocument extends pixelrelay.event.v1.Document.$Properties {
            }

            /** Represents a Document. */
            class Document {

                /**
                 * Constructs a new Document.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Document.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Document characterSet. */
                characterSet: string;

                /** Document referrer. */
                referrer: string;

                /** Document title. */
                title: string;

                /** Document location. */
                location?: (pixelrelay.event.v1.Location.$Properties|null);

                /**
                 * Creates a new Document instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Document instance
                 */
                static create(properties: pixelrelay.event.v1.Document.$Shape): pixelrelay.event.v1.Document & pixelrelay.event.v1.Document.$Shape;
                static create(properties?: pixelrelay.event.v1.Document.$Properties): pixelrelay.event.v1.Document;

                /**
                 * Encodes the specified Document message. Does not implicitly {@link pixelrelay.event.v1.Document.verify|verify} messages.
                 * @param message Document message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Document.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Document message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Document & pixelrelay.event.v1.Document.$Shape} Document
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Document & pixelrelay.event.v1.Document.$Shape;
            }

            namespace Document {

                /** Properties of a Document. */
                interface $Properties {

                    /** Document characterSet */
                    characterSet?: (string|null);

                    /** Document referrer */
                    referrer?: (string|null);

                    /** Document title */
                    title?: (string|null);

                    /** Document location */
                    location?: (pixelrelay.event.v1.Location.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Document. */
                type $Shape = pixelrelay.event.v1.Document.$Properties;
            }

            /**
             * Properties of a Location.
             * @deprecated Use pixelrelay.event.v1.Location.$Properties instead.
             */
            interface ILocation extends pixelrelay.event.v1.Location.$Properties {
            }

            /** Represents a Location. */
            class Location {

                /**
                 * Constructs a new Location.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Location.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Location hash. */
                hash: string;

                /** Location host. */
                host: string;

                /** Location hostname. */
                hostname: string;

                /** Location href. */
                href: string;

                /** Location origin. */
                origin: string;

                /** Location pathname. */
                pathname: string;

                /** Location port. */
                port: string;

                /** Location protocol. */
                protocol: string;

                /** Location search. */
                search: string;

                /**
                 * Creates a new Location instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Location instance
                 */
                static create(properties: pixelrelay.event.v1.Location.$Shape): pixelrelay.event.v1.Location & pixelrelay.event.v1.Location.$Shape;
                static create(properties?: pixelrelay.event.v1.Location.$Properties): pixelrelay.event.v1.Location;

                /**
                 * Encodes the specified Location message. Does not implicitly {@link pixelrelay.event.v1.Location.verify|verify} messages.
                 * @param message Location message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Location.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Location message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Location & pixelrelay.event.v1.Location.$Shape} Location
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Location & pixelrelay.event.v1.Location.$Shape;
            }

            namespace Location {

                /** Properties of a Location. */
                interface $Properties {

                    /** Location hash */
                    hash?: (string|null);

                    /** Location host */
                    host?: (string|null);

                    /** Location hostname */
                    hostname?: (string|null);

                    /** Location href */
                    href?: (string|null);

                    /** Location origin */
                    origin?: (string|null);

                    /** Location pathname */
                    pathname?: (string|null);

                    /** Location port */
                    port?: (string|null);

                    /** Location protocol */
                    protocol?: (string|null);

                    /** Location search */
                    search?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Location. */
                type $Shape = pixelrelay.event.v1.Location.$Properties;
            }

            /**
             * Properties of a Navigator.
             * @deprecated Use pixelrelay.event.v1.Navigator.$Properties instead.
             */
            interface INavigator extends pixelrelay.event.v1.Navigator.$Properties {
            }

            /** Represents a Navigator. */
            class Navigator {

                /**
                 * Constructs a new Navigator.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Navigator.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Navigator cookieEnabled. */
                cookieEnabled?: (boolean|null);

                /** Navigator language. */
                language: string;

                /** Navigator userAgent. */
                userAgent: string;

                /** Navigator languages. */
                languages: string[];

                /**
                 * Creates a new Navigator instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Navigator instance
                 */
                static create(properties: pixelrelay.event.v1.Navigator.$Shape): pixelrelay.event.v1.Navigator & pixelrelay.event.v1.Navigator.$Shape;
                static create(properties?: pixelrelay.event.v1.Navigator.$Properties): pixelrelay.event.v1.Navigator;

                /**
                 * Encodes the specified Navigator message. Does not implicitly {@link pixelrelay.event.v1.Navigator.verify|verify} messages.
                 * @param message Navigator message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Navigator.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Navigator message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Navigator & pixelrelay.event.v1.Navigator.$Shape} Navigator
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Navigator & pixelrelay.event.v1.Navigator.$Shape;
            }

            namespace Navigator {

                /** Properties of a Navigator. */
                interface $Properties {

                    /** Navigator cookieEnabled */
                    cookieEnabled?: (boolean|null);

                    /** Navigator language */
                    language?: (string|null);

                    /** Navigator userAgent */
                    userAgent?: (string|null);

                    /** Navigator languages */
                    languages?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Navigator. */
                type $Shape = pixelrelay.event.v1.Navigator.$Properties;
            }

            /**
             * Properties of a Window.
             * @deprecated Use pixelrelay.event.v1.Window.$Properties instead.
             */
            interface IWindow extends pixelrelay.event.v1.Window.$Properties {
            }

            /** Represents a Window. */
            class Window {

                /**
                 * Constructs a new Window.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Window.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Window innerHeight. */
                innerHeight?: (number|null);

                /** Window innerWidth. */
                innerWidth?: (number|null);

                /** Window outerHeight. */
                outerHeight?: (number|null);

                /** Window outerWidth. */
                outerWidth?: (number|null);

                /** Window pageXOffset. */
                pageXOffset?: (number|null);

                /** Window pageYOffset. */
                pageYOffset?: (number|null);

                /** Window screenX. */
                screenX?: (number|null);

                /** Window screenY. */
                screenY?: (number|null);

                /** Window scrollX. */
                scrollX?: (number|null);

                /** Window scrollY. */
                scrollY?: (number|null);

                /** Window origin. */
                origin: string;

                /** Window location. */
                location?: (pixelrelay.event.v1.Location.$Properties|null);

                /** Window screen. */
                screen?: (pixelrelay.event.v1.Screen.$Properties|null);

                /**
                 * Creates a new Window instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Window instance
                 */
                static create(properties: pixelrelay.event.v1.Window.$Shape): pixelrelay.event.v1.Window & pixelrelay.event.v1.Window.$Shape;
                static create(properties?: pixelrelay.event.v1.Window.$Properties): pixelrelay.event.v1.Window;

                /**
                 * Encodes the specified Window message. Does not implicitly {@link pixelrelay.event.v1.Window.verify|verify} messages.
                 * @param message Window message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Window.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Window message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Window & pixelrelay.event.v1.Window.$Shape} Window
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Window & pixelrelay.event.v1.Window.$Shape;
            }

            namespace Window {

                /** Properties of a Window. */
                interface $Properties {

                    /** Window innerHeight */
                    innerHeight?: (number|null);

                    /** Window innerWidth */
                    innerWidth?: (number|null);

                    /** Window outerHeight */
                    outerHeight?: (number|null);

                    /** Window outerWidth */
                    outerWidth?: (number|null);

                    /** Window pageXOffset */
                    pageXOffset?: (number|null);

                    /** Window pageYOffset */
                    pageYOffset?: (number|null);

                    /** Window screenX */
                    screenX?: (number|null);

                    /** Window screenY */
                    screenY?: (number|null);

                    /** Window scrollX */
                    scrollX?: (number|null);

                    /** Window scrollY */
                    scrollY?: (number|null);

                    /** Window origin */
                    origin?: (string|null);

                    /** Window location */
                    location?: (pixelrelay.event.v1.Location.$Properties|null);

                    /** Window screen */
                    screen?: (pixelrelay.event.v1.Screen.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Window. */
                type $Shape = pixelrelay.event.v1.Window.$Properties;
            }

            /**
             * Properties of a Screen.
             * @deprecated Use pixelrelay.event.v1.Screen.$Properties instead.
             */
            interface IScreen extends pixelrelay.event.v1.Screen.$Properties {
            }

            /** Represents a Screen. */
            class Screen {

                /**
                 * Constructs a new Screen.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Screen.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Screen height. */
                height?: (number|null);

                /** Screen width. */
                width?: (number|null);

                /**
                 * Creates a new Screen instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Screen instance
                 */
                static create(properties: pixelrelay.event.v1.Screen.$Shape): pixelrelay.event.v1.Screen & pixelrelay.event.v1.Screen.$Shape;
                static create(properties?: pixelrelay.event.v1.Screen.$Properties): pixelrelay.event.v1.Screen;

                /**
                 * Encodes the specified Screen message. Does not implicitly {@link pixelrelay.event.v1.Screen.verify|verify} messages.
                 * @param message Screen message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Screen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Screen message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Screen & pixelrelay.event.v1.Screen.$Shape} Screen
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Screen & pixelrelay.event.v1.Screen.$Shape;
            }

            namespace Screen {

                /** Properties of a Screen. */
                interface $Properties {

                    /** Screen height */
                    height?: (number|null);

                    /** Screen width */
                    width?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Screen. */
                type $Shape = pixelrelay.event.v1.Screen.$Properties;
            }

            /**
             * Properties of a Money.
             * @deprecated Use pixelrelay.event.v1.Money.$Properties instead.
             */
            interface IMoney extends pixelrelay.event.v1.Money.$Properties {
            }

            /** Represents a Money. */
            class Money {

                /**
                 * Constructs a new Money.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Money.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Money currencyCode. */
                currencyCode: string;

                /** Money units. */
                units: number;

                /** Money nanos. */
                nanos: number;

                /**
                 * Creates a new Money instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Money instance
                 */
                static create(properties: pixelrelay.event.v1.Money.$Shape): pixelrelay.event.v1.Money & pixelrelay.event.v1.Money.$Shape;
                static create(properties?: pixelrelay.event.v1.Money.$Properties): pixelrelay.event.v1.Money;

                /**
                 * Encodes the specified Money message. Does not implicitly {@link pixelrelay.event.v1.Money.verify|verify} messages.
                 * @param message Money message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Money.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Money message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Money & pixelrelay.event.v1.Money.$Shape} Money
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Money & pixelrelay.event.v1.Money.$Shape;
            }

            namespace Money {

                /** Properties of a Money. */
                interface $Properties {

                    /** Money currencyCode */
                    currencyCode?: (string|null);

                    /** Money units */
                    units?: (number|null);

                    /** Money nanos */
                    nanos?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Money. */
                type $Shape = pixelrelay.event.v1.Money.$Properties;
            }

            /**
             * Properties of a PageViewed.
             * @deprecated Use pixelrelay.event.v1.PageViewed.$Properties instead.
             */
            interface IPageViewed extends pixelrelay.event.v1.PageViewed.$Properties {
            }

            /** Represents a PageViewed. */
            class PageViewed {

                /**
                 * Constructs a new PageViewed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.PageViewed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new PageViewed instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PageViewed instance
                 */
                static create(properties: pixelrelay.event.v1.PageViewed.$Shape): pixelrelay.event.v1.PageViewed & pixelrelay.event.v1.PageViewed.$Shape;
                static create(properties?: pixelrelay.event.v1.PageViewed.$Properties): pixelrelay.event.v1.PageViewed;

                /**
                 * Encodes the specified PageViewed message. Does not implicitly {@link pixelrelay.event.v1.PageViewed.verify|verify} messages.
                 * @param message PageViewed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.PageViewed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PageViewed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.PageViewed & pixelrelay.event.v1.PageViewed.$Shape} PageViewed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.PageViewed & pixelrelay.event.v1.PageViewed.$Shape;
            }

            namespace PageViewed {

                /** Properties of a PageViewed. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PageViewed. */
                type $Shape = pixelrelay.event.v1.PageViewed.$Properties;
            }

            /**
             * Properties of a ProductViewed.
             * @deprecated Use pixelrelay.event.v1.ProductViewed.$Properties instead.
             */
            interface IProductViewed extends pixelrelay.event.v1.ProductViewed.$Properties {
            }

            /** Represents a ProductViewed. */
            class ProductViewed {

                /**
                 * Constructs a new ProductViewed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ProductViewed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProductViewed productVariant. */
                productVariant?: (pixelrelay.event.v1.ProductVariant.$Properties|null);

                /**
                 * Creates a new ProductViewed instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ProductViewed instance
                 */
                static create(properties: pixelrelay.event.v1.ProductViewed.$Shape): pixelrelay.event.v1.ProductViewed & pixelrelay.event.v1.ProductViewed.$Shape;
                static create(properties?: pixelrelay.event.v1.ProductViewed.$Properties): pixelrelay.event.v1.ProductViewed;

                /**
                 * Encodes the specified ProductViewed message. Does not implicitly {@link pixelrelay.event.v1.ProductViewed.verify|verify} messages.
                 * @param message ProductViewed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ProductViewed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProductViewed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ProductViewed & pixelrelay.event.v1.ProductViewed.$Shape} ProductViewed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ProductViewed & pixelrelay.event.v1.ProductViewed.$Shape;
            }

            namespace ProductViewed {

                /** Properties of a ProductViewed. */
                interface $Properties {

                    /** ProductViewed productVariant */
                    productVariant?: (pixelrelay.event.v1.ProductVariant.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProductViewed. */
                type $Shape = pixelrelay.event.v1.ProductViewed.$Properties;
            }

            /**
             * Properties of a CollectionViewed.
             * @deprecated Use pixelrelay.event.v1.CollectionViewed.$Properties instead.
             */
            interface ICollectionViewed extends pixelrelay.event.v1.CollectionViewed.$Properties {
            }

            /** Represents a CollectionViewed. */
            class CollectionViewed {

                /**
                 * Constructs a new CollectionViewed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CollectionViewed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CollectionViewed collection. */
                collection?: (pixelrelay.event.v1.Collection.$Properties|null);

                /**
                 * Creates a new CollectionViewed instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CollectionViewed instance
                 */
                static create(properties: pixelrelay.event.v1.CollectionViewed.$Shape): pixelrelay.event.v1.CollectionViewed & pixelrelay.event.v1.CollectionViewed.$Shape;
                static create(properties?: pixelrelay.event.v1.CollectionViewed.$Properties): pixelrelay.event.v1.CollectionViewed;

                /**
                 * Encodes the specified CollectionViewed message. Does not implicitly {@link pixelrelay.event.v1.CollectionViewed.verify|verify} messages.
                 * @param message CollectionViewed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CollectionViewed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CollectionViewed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CollectionViewed & pixelrelay.event.v1.CollectionViewed.$Shape} CollectionViewed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CollectionViewed & pixelrelay.event.v1.CollectionViewed.$Shape;
            }

            namespace CollectionViewed {

                /** Properties of a CollectionViewed. */
                interface $Properties {

                    /** CollectionViewed collection */
                    collection?: (pixelrelay.event.v1.Collection.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CollectionViewed. */
                type $Shape = pixelrelay.event.v1.CollectionViewed.$Properties;
            }

            /**
             * Properties of a SearchSubmitted.
             * @deprecated Use pixelrelay.event.v1.SearchSubmitted.$Properties instead.
             */
            interface ISearchSubmitted extends pixelrelay.event.v1.SearchSubmitted.$Properties {
            }

            /** Represents a SearchSubmitted. */
            class SearchSubmitted {

                /**
                 * Constructs a new SearchSubmitted.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.SearchSubmitted.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SearchSubmitted searchResult. */
                searchResult?: (pixelrelay.event.v1.SearchResult.$Properties|null);

                /**
                 * Creates a new SearchSubmitted instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SearchSubmitted instance
                 */
                static create(properties: pixelrelay.event.v1.SearchSubmitted.$Shape): pixelrelay.event.v1.SearchSubmitted & pixelrelay.event.v1.SearchSubmitted.$Shape;
                static create(properties?: pixelrelay.event.v1.SearchSubmitted.$Properties): pixelrelay.event.v1.SearchSubmitted;

                /**
                 * Encodes the specified SearchSubmitted message. Does not implicitly {@link pixelrelay.event.v1.SearchSubmitted.verify|verify} messages.
                 * @param message SearchSubmitted message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.SearchSubmitted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SearchSubmitted message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.SearchSubmitted & pixelrelay.event.v1.SearchSubmitted.$Shape} SearchSubmitted
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.SearchSubmitted & pixelrelay.event.v1.SearchSubmitted.$Shape;
            }

            namespace SearchSubmitted {

                /** Properties of a SearchSubmitted. */
                interface $Properties {

                    /** SearchSubmitted searchResult */
                    searchResult?: (pixelrelay.event.v1.SearchResult.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SearchSubmitted. */
                type $Shape = pixelrelay.event.v1.SearchSubmitted.$Properties;
            }

            /**
             * Properties of a CartViewed.
             * @deprecated Use pixelrelay.event.v1.CartViewed.$Properties instead.
             */
            interface ICartViewed extends pixelrelay.event.v1.CartViewed.$Properties {
            }

            /** Represents a CartViewed. */
            class CartViewed {

                /**
                 * Constructs a new CartViewed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CartViewed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CartViewed cart. */
                cart?: (pixelrelay.event.v1.Cart.$Properties|null);

                /**
                 * Creates a new CartViewed instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CartViewed instance
                 */
                static create(properties: pixelrelay.event.v1.CartViewed.$Shape): pixelrelay.event.v1.CartViewed & pixelrelay.event.v1.CartViewed.$Shape;
                static create(properties?: pixelrelay.event.v1.CartViewed.$Properties): pixelrelay.event.v1.CartViewed;

                /**
                 * Encodes the specified CartViewed message. Does not implicitly {@link pixelrelay.event.v1.CartViewed.verify|verify} messages.
                 * @param message CartViewed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CartViewed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CartViewed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CartViewed & pixelrelay.event.v1.CartViewed.$Shape} CartViewed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CartViewed & pixelrelay.event.v1.CartViewed.$Shape;
            }

            namespace CartViewed {

                /** Properties of a CartViewed. */
                interface $Properties {

                    /** CartViewed cart */
                    cart?: (pixelrelay.event.v1.Cart.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CartViewed. */
                type $Shape = pixelrelay.event.v1.CartViewed.$Properties;
            }

            /**
             * Properties of a CartLineChanged.
             * @deprecated Use pixelrelay.event.v1.CartLineChanged.$Properties instead.
             */
            interface ICartLineChanged extends pixelrelay.event.v1.CartLineChanged.$Properties {
            }

            /** Represents a CartLineChanged. */
            class CartLineChanged {

                /**
                 * Constructs a new CartLineChanged.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CartLineChanged.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CartLineChanged cartLine. */
                cartLine?: (pixelrelay.event.v1.CartLine.$Properties|null);

                /**
                 * Creates a new CartLineChanged instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CartLineChanged instance
                 */
                static create(properties: pixelrelay.event.v1.CartLineChanged.$Shape): pixelrelay.event.v1.CartLineChanged & pixelrelay.event.v1.CartLineChanged.$Shape;
                static create(properties?: pixelrelay.event.v1.CartLineChanged.$Properties): pixelrelay.event.v1.CartLineChanged;

                /**
                 * Encodes the specified CartLineChanged message. Does not implicitly {@link pixelrelay.event.v1.CartLineChanged.verify|verify} messages.
                 * @param message CartLineChanged message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CartLineChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CartLineChanged message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CartLineChanged & pixelrelay.event.v1.CartLineChanged.$Shape} CartLineChanged
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CartLineChanged & pixelrelay.event.v1.CartLineChanged.$Shape;
            }

            namespace CartLineChanged {

                /** Properties of a CartLineChanged. */
                interface $Properties {

                    /** CartLineChanged cartLine */
                    cartLine?: (pixelrelay.event.v1.CartLine.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CartLineChanged. */
                type $Shape = pixelrelay.event.v1.CartLineChanged.$Properties;
            }

            /**
             * Properties of a CheckoutStep.
             * @deprecated Use pixelrelay.event.v1.CheckoutStep.$Properties instead.
             */
            interface ICheckoutStep extends pixelrelay.event.v1.CheckoutStep.$Properties {
            }

            /** Represents a CheckoutStep. */
            class CheckoutStep {

                /**
                 * Constructs a new CheckoutStep.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CheckoutStep.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CheckoutStep checkout. */
                checkout?: (pixelrelay.event.v1.Checkout.$Properties|null);

                /**
                 * Creates a new CheckoutStep instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CheckoutStep instance
                 */
                static create(properties: pixelrelay.event.v1.CheckoutStep.$Shape): pixelrelay.event.v1.CheckoutStep & pixelrelay.event.v1.CheckoutStep.$Shape;
                static create(properties?: pixelrelay.event.v1.CheckoutStep.$Properties): pixelrelay.event.v1.CheckoutStep;

                /**
                 * Encodes the specified CheckoutStep message. Does not implicitly {@link pixelrelay.event.v1.CheckoutStep.verify|verify} messages.
                 * @param message CheckoutStep message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CheckoutStep.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CheckoutStep message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CheckoutStep & pixelrelay.event.v1.CheckoutStep.$Shape} CheckoutStep
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CheckoutStep & pixelrelay.event.v1.CheckoutStep.$Shape;
            }

            namespace CheckoutStep {

                /** Properties of a CheckoutStep. */
                interface $Properties {

                    /** CheckoutStep checkout */
                    checkout?: (pixelrelay.event.v1.Checkout.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CheckoutStep. */
                type $Shape = pixelrelay.event.v1.CheckoutStep.$Properties;
            }

            /**
             * Properties of an AlertDisplayed.
             * @deprecated Use pixelrelay.event.v1.AlertDisplayed.$Properties instead.
             */
            interface IAlertDisplayed extends pixelrelay.event.v1.AlertDisplayed.$Properties {
            }

            /** Represents an AlertDisplayed. */
            class AlertDisplayed {

                /**
                 * Constructs a new AlertDisplayed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.AlertDisplayed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlertDisplayed alert. */
                alert?: (pixelrelay.event.v1.Alert.$Properties|null);

                /**
                 * Creates a new AlertDisplayed instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AlertDisplayed instance
                 */
                static create(properties: pixelrelay.event.v1.AlertDisplayed.$Shape): pixelrelay.event.v1.AlertDisplayed & pixelrelay.event.v1.AlertDisplayed.$Shape;
                static create(properties?: pixelrelay.event.v1.AlertDisplayed.$Properties): pixelrelay.event.v1.AlertDisplayed;

                /**
                 * Encodes the specified AlertDisplayed message. Does not implicitly {@link pixelrelay.event.v1.AlertDisplayed.verify|verify} messages.
                 * @param message AlertDisplayed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.AlertDisplayed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlertDisplayed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.AlertDisplayed & pixelrelay.event.v1.AlertDisplayed.$Shape} AlertDisplayed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.AlertDisplayed & pixelrelay.event.v1.AlertDisplayed.$Shape;
            }

            namespace AlertDisplayed {

                /** Properties of an AlertDisplayed. */
                interface $Properties {

                    /** AlertDisplayed alert */
                    alert?: (pixelrelay.event.v1.Alert.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlertDisplayed. */
                type $Shape = pixelrelay.event.v1.AlertDisplayed.$Properties;
            }

            /**
             * Properties of an UiExtensionErrored.
             * @deprecated Use pixelrelay.event.v1.UiExtensionErrored.$Properties instead.
             */
            interface IUiExtensionErrored extends pixelrelay.event.v1.UiExtensionErrored.$Properties {
            }

            /** Represents an UiExtensionErrored. */
            class UiExtensionErrored {

                /**
                 * Constructs a new UiExtensionErrored.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.UiExtensionErrored.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** UiExtensionErrored error. */
                error?: (pixelrelay.event.v1.UiExtensionError.$Properties|null);

                /**
                 * Creates a new UiExtensionErrored instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns UiExtensionErrored instance
                 */
                static create(properties: pixelrelay.event.v1.UiExtensionErrored.$Shape): pixelrelay.event.v1.UiExtensionErrored & pixelrelay.event.v1.UiExtensionErrored.$Shape;
                static create(properties?: pixelrelay.event.v1.UiExtensionErrored.$Properties): pixelrelay.event.v1.UiExtensionErrored;

                /**
                 * Encodes the specified UiExtensionErrored message. Does not implicitly {@link pixelrelay.event.v1.UiExtensionErrored.verify|verify} messages.
                 * @param message UiExtensionErrored message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.UiExtensionErrored.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an UiExtensionErrored message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.UiExtensionErrored & pixelrelay.event.v1.UiExtensionErrored.$Shape} UiExtensionErrored
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.UiExtensionErrored & pixelrelay.event.v1.UiExtensionErrored.$Shape;
            }

            namespace UiExtensionErrored {

                /** Properties of an UiExtensionErrored. */
                interface $Properties {

                    /** UiExtensionErrored error */
                    error?: (pixelrelay.event.v1.UiExtensionError.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an UiExtensionErrored. */
                type $Shape = pixelrelay.event.v1.UiExtensionErrored.$Properties;
            }

            /**
             * Properties of a Product.
             * @deprecated Use pixelrelay.event.v1.Product.$Properties instead.
             */
            interface IProduct extends pixelrelay.event.v1.Product.$Properties {
            }

            /** Represents a Product. */
            class Product {

                /**
                 * Constructs a new Product.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Product.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Product id. */
                id: string;

                /** Product type. */
                type: string;

                /** Product untranslatedTitle. */
                untranslatedTitle: string;

                /** Product url. */
                url: string;

                /** Product title. */
                title: string;

                /** Product vendor. */
                vendor: string;

                /**
                 * Creates a new Product instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Product instance
                 */
                static create(properties: pixelrelay.event.v1.Product.$Shape): pixelrelay.event.v1.Product & pixelrelay.event.v1.Product.$Shape;
                static create(properties?: pixelrelay.event.v1.Product.$Properties): pixelrelay.event.v1.Product;

                /**
                 * Encodes the specified Product message. Does not implicitly {@link pixelrelay.event.v1.Product.verify|verify} messages.
                 * @param message Product message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Product.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Product message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Product & pixelrelay.event.v1.Product.$Shape} Product
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Product & pixelrelay.event.v1.Product.$Shape;
            }

            namespace Product {

                /** Properties of a Product. */
                interface $Properties {

                    /** Product id */
                    id?: (string|null);

                    /** Product type */
                    type?: (string|null);

                    /** Product untranslatedTitle */
                    untranslatedTitle?: (string|null);

                    /** Product url */
                    url?: (string|null);

                    /** Product title */
                    title?: (string|null);

                    /** Product vendor */
                    vendor?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Product. */
                type $Shape = pixelrelay.event.v1.Product.$Properties;
            }

            /**
             * Properties of an Image.
             * @deprecated Use pixelrelay.event.v1.Image.$Properties instead.
             */
            interface IImage extends pixelrelay.event.v1.Image.$Properties {
            }

            /** Represents an Image. */
            class Image {

                /**
                 * Constructs a new Image.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Image.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Image src. */
                src: string;

                /**
                 * Creates a new Image instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Image instance
                 */
                static create(properties: pixelrelay.event.v1.Image.$Shape): pixelrelay.event.v1.Image & pixelrelay.event.v1.Image.$Shape;
                static create(properties?: pixelrelay.event.v1.Image.$Properties): pixelrelay.event.v1.Image;

                /**
                 * Encodes the specified Image message. Does not implicitly {@link pixelrelay.event.v1.Image.verify|verify} messages.
                 * @param message Image message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Image.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Image message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Image & pixelrelay.event.v1.Image.$Shape} Image
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Image & pixelrelay.event.v1.Image.$Shape;
            }

            namespace Image {

                /** Properties of an Image. */
                interface $Properties {

                    /** Image src */
                    src?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Image. */
                type $Shape = pixelrelay.event.v1.Image.$Properties;
            }

            /**
             * Properties of a ProductVariant.
             * @deprecated Use pixelrelay.event.v1.ProductVariant.$Properties instead.
             */
            interface IProductVariant extends pixelrelay.event.v1.ProductVariant.$Properties {
            }

            /** Represents a ProductVariant. */
            class ProductVariant {

                /**
                 * Constructs a new ProductVariant.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ProductVariant.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProductVariant id. */
                id: string;

                /** ProductVariant sku. */
                sku: string;

                /** ProductVariant title. */
                title: string;

                /** ProductVariant untranslatedTitle. */
                untranslatedTitle: string;

                /** ProductVariant image. */
                image?: (pixelrelay.event.v1.Image.$Properties|null);

                /** ProductVariant price. */
                price?: (pixelrelay.event.v1.Money.$Properties|null);

                /** ProductVariant product. */
                product?: (pixelrelay.event.v1.Product.$Properties|null);

                /**
                 * Creates a new ProductVariant instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ProductVariant instance
                 */
                static create(properties: pixelrelay.event.v1.ProductVariant.$Shape): pixelrelay.event.v1.ProductVariant & pixelrelay.event.v1.ProductVariant.$Shape;
                static create(properties?: pixelrelay.event.v1.ProductVariant.$Properties): pixelrelay.event.v1.ProductVariant;

                /**
                 * Encodes the specified ProductVariant message. Does not implicitly {@link pixelrelay.event.v1.ProductVariant.verify|verify} messages.
                 * @param message ProductVariant message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ProductVariant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProductVariant message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ProductVariant & pixelrelay.event.v1.ProductVariant.$Shape} ProductVariant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ProductVariant & pixelrelay.event.v1.ProductVariant.$Shape;
            }

            namespace ProductVariant {

                /** Properties of a ProductVariant. */
                interface $Properties {

                    /** ProductVariant id */
                    id?: (string|null);

                    /** ProductVariant sku */
                    sku?: (string|null);

                    /** ProductVariant title */
                    title?: (string|null);

                    /** ProductVariant untranslatedTitle */
                    untranslatedTitle?: (string|null);

                    /** ProductVariant image */
                    image?: (pixelrelay.event.v1.Image.$Properties|null);

                    /** ProductVariant price */
                    price?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** ProductVariant product */
                    product?: (pixelrelay.event.v1.Product.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProductVariant. */
                type $Shape = pixelrelay.event.v1.ProductVariant.$Properties;
            }

            /**
             * Properties of a Collection.
             * @deprecated Use pixelrelay.event.v1.Collection.$Properties instead.
             */
            interface ICollection extends pixelrelay.event.v1.Collection.$Properties {
            }

            /** Represents a Collection. */
            class Collection {

                /**
                 * Constructs a new Collection.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Collection.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Collection id. */
                id: string;

                /** Collection title. */
                title: string;

                /** Collection productVariants. */
                productVariants: pixelrelay.event.v1.ProductVariant.$Properties[];

                /**
                 * Creates a new Collection instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Collection instance
                 */
                static create(properties: pixelrelay.event.v1.Collection.$Shape): pixelrelay.event.v1.Collection & pixelrelay.event.v1.Collection.$Shape;
                static create(properties?: pixelrelay.event.v1.Collection.$Properties): pixelrelay.event.v1.Collection;

                /**
                 * Encodes the specified Collection message. Does not implicitly {@link pixelrelay.event.v1.Collection.verify|verify} messages.
                 * @param message Collection message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Collection.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Collection message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Collection & pixelrelay.event.v1.Collection.$Shape} Collection
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Collection & pixelrelay.event.v1.Collection.$Shape;
            }

            namespace Collection {

                /** Properties of a Collection. */
                interface $Properties {

                    /** Collection id */
                    id?: (string|null);

                    /** Collection title */
                    title?: (string|null);

                    /** Collection productVariants */
                    productVariants?: (pixelrelay.event.v1.ProductVariant.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Collection. */
                type $Shape = pixelrelay.event.v1.Collection.$Properties;
            }

            /**
             * Properties of a SearchResult.
             * @deprecated Use pixelrelay.event.v1.SearchResult.$Properties instead.
             */
            interface ISearchResult extends pixelrelay.event.v1.SearchResult.$Properties {
            }

            /** Represents a SearchResult. */
            class SearchResult {

                /**
                 * Constructs a new SearchResult.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.SearchResult.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SearchResult query. */
                query: string;

                /** SearchResult productVariants. */
                productVariants: pixelrelay.event.v1.ProductVariant.$Properties[];

                /**
                 * Creates a new SearchResult instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SearchResult instance
                 */
                static create(properties: pixelrelay.event.v1.SearchResult.$Shape): pixelrelay.event.v1.SearchResult & pixelrelay.event.v1.SearchResult.$Shape;
                static create(properties?: pixelrelay.event.v1.SearchResult.$Properties): pixelrelay.event.v1.SearchResult;

                /**
                 * Encodes the specified SearchResult message. Does not implicitly {@link pixelrelay.event.v1.SearchResult.verify|verify} messages.
                 * @param message SearchResult message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.SearchResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SearchResult message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.SearchResult & pixelrelay.event.v1.SearchResult.$Shape} SearchResult
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.SearchResult & pixelrelay.event.v1.SearchResult.$Shape;
            }

            namespace SearchResult {

                /** Properties of a SearchResult. */
                interface $Properties {

                    /** SearchResult query */
                    query?: (string|null);

                    /** SearchResult productVariants */
                    productVariants?: (pixelrelay.event.v1.ProductVariant.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SearchResult. */
                type $Shape = pixelrelay.event.v1.SearchResult.$Properties;
            }

            /**
             * Properties of an Attribute.
             * @deprecated Use pixelrelay.event.v1.Attribute.$Properties instead.
             */
            interface IAttribute extends pixelrelay.event.v1.Attribute.$Properties {
            }

            /** Represents an Attribute. */
            class Attribute {

                /**
                 * Constructs a new Attribute.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Attribute.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Attribute key. */
                key: string;

                /** Attribute value. */
                value: string;

                /**
                 * Creates a new Attribute instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Attribute instance
                 */
                static create(properties: pixelrelay.event.v1.Attribute.$Shape): pixelrelay.event.v1.Attribute & pixelrelay.event.v1.Attribute.$Shape;
                static create(properties?: pixelrelay.event.v1.Attribute.$Properties): pixelrelay.event.v1.Attribute;

                /**
                 * Encodes the specified Attribute message. Does not implicitly {@link pixelrelay.event.v1.Attribute.verify|verify} messages.
                 * @param message Attribute message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Attribute.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Attribute message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Attribute & pixelrelay.event.v1.Attribute.$Shape} Attribute
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Attribute & pixelrelay.event.v1.Attribute.$Shape;
            }

            namespace Attribute {

                /** Properties of an Attribute. */
                interface $Properties {

                    /** Attribute key */
                    key?: (string|null);

                    /** Attribute value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Attribute. */
                type $Shape = pixelrelay.event.v1.Attribute.$Properties;
            }

            /**
             * Properties of a Cost.
             * @deprecated Use pixelrelay.event.v1.Cost.$Properties instead.
             */
            interface ICost extends pixelrelay.event.v1.Cost.$Properties {
            }

            /** Represents a Cost. */
            class Cost {

                /**
                 * Constructs a new Cost.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Cost.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Cost totalAmount. */
                totalAmount?: (pixelrelay.event.v1.Money.$Properties|null);

                /**
                 * Creates a new Cost instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Cost instance
                 */
                static create(properties: pixelrelay.event.v1.Cost.$Shape): pixelrelay.event.v1.Cost & pixelrelay.event.v1.Cost.$Shape;
                static create(properties?: pixelrelay.event.v1.Cost.$Properties): pixelrelay.event.v1.Cost;

                /**
                 * Encodes the specified Cost message. Does not implicitly {@link pixelrelay.event.v1.Cost.verify|verify} messages.
                 * @param message Cost message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Cost.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Cost message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Cost & pixelrelay.event.v1.Cost.$Shape} Cost
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Cost & pixelrelay.event.v1.Cost.$Shape;
            }

            namespace Cost {

                /** Properties of a Cost. */
                interface $Properties {

                    /** Cost totalAmount */
                    totalAmount?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Cost. */
                type $Shape = pixelrelay.event.v1.Cost.$Properties;
            }

            /**
             * Properties of a Cart.
             * @deprecated Use pixelrelay.event.v1.Cart.$Properties instead.
             */
            interface ICart extends pixelrelay.event.v1.Cart.$Properties {
            }

            /** Represents a Cart. */
            class Cart {

                /**
                 * Constructs a new Cart.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Cart.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Cart id. */
                id: string;

                /** Cart totalQuantity. */
                totalQuantity?: (number|null);

                /** Cart cost. */
                cost?: (pixelrelay.event.v1.Cost.$Properties|null);

                /** Cart lines. */
                lines: pixelrelay.event.v1.CartLine.$Properties[];

                /** Cart attributes. */
                attributes: pixelrelay.event.v1.Attribute.$Properties[];

                /**
                 * Creates a new Cart instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Cart instance
                 */
                static create(properties: pixelrelay.event.v1.Cart.$Shape): pixelrelay.event.v1.Cart & pixelrelay.event.v1.Cart.$Shape;
                static create(properties?: pixelrelay.event.v1.Cart.$Properties): pixelrelay.event.v1.Cart;

                /**
                 * Encodes the specified Cart message. Does not implicitly {@link pixelrelay.event.v1.Cart.verify|verify} messages.
                 * @param message Cart message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Cart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Cart message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Cart & pixelrelay.event.v1.Cart.$Shape} Cart
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Cart & pixelrelay.event.v1.Cart.$Shape;
            }

            namespace Cart {

                /** Properties of a Cart. */
                interface $Properties {

                    /** Cart id */
                    id?: (string|null);

                    /** Cart totalQuantity */
                    totalQuantity?: (number|null);

                    /** Cart cost */
                    cost?: (pixelrelay.event.v1.Cost.$Properties|null);

                    /** Cart lines */
                    lines?: (pixelrelay.event.v1.CartLine.$Properties[]|null);

                    /** Cart attributes */
                    attributes?: (pixelrelay.event.v1.Attribute.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Cart. */
                type $Shape = pixelrelay.event.v1.Cart.$Properties;
            }

            /**
             * Properties of a CartLine.
             * @deprecated Use pixelrelay.event.v1.CartLine.$Properties instead.
             */
            interface ICartLine extends pixelrelay.event.v1.CartLine.$Properties {
            }

            /** Represents a CartLine. */
            class CartLine {

                /**
                 * Constructs a new CartLine.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CartLine.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CartLine quantity. */
                quantity?: (number|null);

                /** CartLine cost. */
                cost?: (pixelrelay.event.v1.Cost.$Properties|null);

                /** CartLine merchandise. */
                merchandise?: (pixelrelay.event.v1.ProductVariant.$Properties|null);

                /**
                 * Creates a new CartLine instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CartLine instance
                 */
                static create(properties: pixelrelay.event.v1.CartLine.$Shape): pixelrelay.event.v1.CartLine & pixelrelay.event.v1.CartLine.$Shape;
                static create(properties?: pixelrelay.event.v1.CartLine.$Properties): pixelrelay.event.v1.CartLine;

                /**
                 * Encodes the specified CartLine message. Does not implicitly {@link pixelrelay.event.v1.CartLine.verify|verify} messages.
                 * @param message CartLine message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CartLine.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CartLine message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CartLine & pixelrelay.event.v1.CartLine.$Shape} CartLine
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CartLine & pixelrelay.event.v1.CartLine.$Shape;
            }

            namespace CartLine {

                /** Properties of a CartLine. */
                interface $Properties {

                    /** CartLine quantity */
                    quantity?: (number|null);

                    /** CartLine cost */
                    cost?: (pixelrelay.event.v1.Cost.$Properties|null);

                    /** CartLine merchandise */
                    merchandise?: (pixelrelay.event.v1.ProductVariant.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CartLine. */
                type $Shape = pixelrelay.event.v1.CartLine.$Properties;
            }

            /**
             * Properties of a Checkout.
             * @deprecated Use pixelrelay.event.v1.Checkout.$Properties instead.
             */
            interface ICheckout extends pixelrelay.event.v1.Checkout.$Properties {
            }

            /** Represents a Checkout. */
            class Checkout {

                /**
                 * Constructs a new Checkout.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Checkout.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Checkout token. */
                token: string;

                /** Checkout currencyCode. */
                currencyCode: string;

                /** Checkout email. */
                email: string;

                /** Checkout phone. */
                phone: string;

                /** Checkout smsMarketingPhone. */
                smsMarketingPhone: string;

                /** Checkout buyerAcceptsEmailMarketing. */
                buyerAcceptsEmailMarketing?: (boolean|null);

                /** Checkout buyerAcceptsSmsMarketing. */
                buyerAcceptsSmsMarketing?: (boolean|null);

                /** Checkout attributes. */
                attributes: pixelrelay.event.v1.Attribute.$Properties[];

                /** Checkout billingAddress. */
                billingAddress?: (pixelrelay.event.v1.Address.$Properties|null);

                /** Checkout shippingAddress. */
                shippingAddress?: (pixelrelay.event.v1.Address.$Properties|null);

                /** Checkout delivery. */
                delivery?: (pixelrelay.event.v1.Delivery.$Properties|null);

                /** Checkout discountApplications. */
                discountApplications: pixelrelay.event.v1.DiscountApplication.$Properties[];

                /** Checkout discountsAmount. */
                discountsAmount?: (pixelrelay.event.v1.Money.$Properties|null);

                /** Checkout lineItems. */
                lineItems: pixelrelay.event.v1.CheckoutLineItem.$Properties[];

                /** Checkout localization. */
                localization?: (pixelrelay.event.v1.Localization.$Properties|null);

                /** Checkout order. */
                order?: (pixelrelay.event.v1.Order.$Properties|null);

                /** Checkout shippingLine. */
                shippingLine?: (pixelrelay.event.v1.ShippingRate.$Properties|null);

                /** Checkout subtotalPrice. */
                subtotalPrice?: (pixelrelay.event.v1.Money.$Properties|null);

                /** Checkout totalPrice. */
                totalPrice?: (pixelrelay.event.v1.Money.$Properties|null);

                /** Checkout totalTax. */
                totalTax?: (pixelrelay.event.v1.Money.$Properties|null);

                /** Checkout transactions. */
                transactions: pixelrelay.event.v1.Transaction.$Properties[];

                /** Checkout orderId. */
                orderId: string;

                /**
                 * Creates a new Checkout instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Checkout instance
                 */
                static create(properties: pixelrelay.event.v1.Checkout.$Shape): pixelrelay.event.v1.Checkout & pixelrelay.event.v1.Checkout.$Shape;
                static create(properties?: pixelrelay.event.v1.Checkout.$Properties): pixelrelay.event.v1.Checkout;

                /**
                 * Encodes the specified Checkout message. Does not implicitly {@link pixelrelay.event.v1.Checkout.verify|verify} messages.
                 * @param message Checkout message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Checkout.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Checkout message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Checkout & pixelrelay.event.v1.Checkout.$Shape} Checkout
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Checkout & pixelrelay.event.v1.Checkout.$Shape;
            }

            namespace Checkout {

                /** Properties of a Checkout. */
                interface $Properties {

                    /** Checkout token */
                    token?: (string|null);

                    /** Checkout currencyCode */
                    currencyCode?: (string|null);

                    /** Checkout email */
                    email?: (string|null);

                    /** Checkout phone */
                    phone?: (string|null);

                    /** Checkout smsMarketingPhone */
                    smsMarketingPhone?: (string|null);

                    /** Checkout buyerAcceptsEmailMarketing */
                    buyerAcceptsEmailMarketing?: (boolean|null);

                    /** Checkout buyerAcceptsSmsMarketing */
                    buyerAcceptsSmsMarketing?: (boolean|null);

                    /** Checkout attributes */
                    attributes?: (pixelrelay.event.v1.Attribute.$Properties[]|null);

                    /** Checkout billingAddress */
                    billingAddress?: (pixelrelay.event.v1.Address.$Properties|null);

                    /** Checkout shippingAddress */
                    shippingAddress?: (pixelrelay.event.v1.Address.$Properties|null);

                    /** Checkout delivery */
                    delivery?: (pixelrelay.event.v1.Delivery.$Properties|null);

                    /** Checkout discountApplications */
                    discountApplications?: (pixelrelay.event.v1.DiscountApplication.$Properties[]|null);

                    /** Checkout discountsAmount */
                    discountsAmount?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Checkout lineItems */
                    lineItems?: (pixelrelay.event.v1.CheckoutLineItem.$Properties[]|null);

                    /** Checkout localization */
                    localization?: (pixelrelay.event.v1.Localization.$Properties|null);

                    /** Checkout order */
                    order?: (pixelrelay.event.v1.Order.$Properties|null);

                    /** Checkout shippingLine */
                    shippingLine?: (pixelrelay.event.v1.ShippingRate.$Properties|null);

                    /** Checkout subtotalPrice */
                    subtotalPrice?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Checkout totalPrice */
                    totalPrice?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Checkout totalTax */
                    totalTax?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Checkout transactions */
                    transactions?: (pixelrelay.event.v1.Transaction.$Properties[]|null);

                    /** Checkout orderId */
                    orderId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Checkout. */
                type $Shape = pixelrelay.event.v1.Checkout.$Properties;
            }

            /**
             * Properties of a Delivery.
             * @deprecated Use pixelrelay.event.v1.Delivery.$Properties instead.
             */
            interface IDelivery extends pixelrelay.event.v1.Delivery.$Properties {
            }

            /** Represents a Delivery. */
            class Delivery {

                /**
                 * Constructs a new Delivery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Delivery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Delivery selectedDeliveryOptions. */
                selectedDeliveryOptions: pixelrelay.event.v1.DeliveryOption.$Properties[];

                /**
                 * Creates a new Delivery instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Delivery instance
                 */
                static create(properties: pixelrelay.event.v1.Delivery.$Shape): pixelrelay.event.v1.Delivery & pixelrelay.event.v1.Delivery.$Shape;
                static create(properties?: pixelrelay.event.v1.Delivery.$Properties): pixelrelay.event.v1.Delivery;

                /**
                 * Encodes the specified Delivery message. Does not implicitly {@link pixelrelay.event.v1.Delivery.verify|verify} messages.
                 * @param message Delivery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Delivery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Delivery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Delivery & pixelrelay.event.v1.Delivery.$Shape} Delivery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Delivery & pixelrelay.event.v1.Delivery.$Shape;
            }

            namespace Delivery {

                /** Properties of a Delivery. */
                interface $Properties {

                    /** Delivery selectedDeliveryOptions */
                    selectedDeliveryOptions?: (pixelrelay.event.v1.DeliveryOption.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Delivery. */
                type $Shape = pixelrelay.event.v1.Delivery.$Properties;
            }

            /**
             * Properties of a DeliveryOption.
             * @deprecated Use pixelrelay.event.v1.DeliveryOption.$Properties instead.
             */
            interface IDeliveryOption extends pixelrelay.event.v1.DeliveryOption.$Properties {
            }

            /** Represents a DeliveryOption. */
            class DeliveryOption {

                /**
                 * Constructs a new DeliveryOption.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.DeliveryOption.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeliveryOption handle. */
                handle: string;

                /** DeliveryOption type. */
                type: string;

                /** DeliveryOption title. */
                title: string;

                /** DeliveryOption description. */
                description: string;

                /** DeliveryOption cost. */
                cost?: (pixelrelay.event.v1.Money.$Properties|null);

                /** DeliveryOption costAfterDiscounts. */
                costAfterDiscounts?: (pixelrelay.event.v1.Money.$Properties|null);

                /**
                 * Creates a new DeliveryOption instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DeliveryOption instance
                 */
                static create(properties: pixelrelay.event.v1.DeliveryOption.$Shape): pixelrelay.event.v1.DeliveryOption & pixelrelay.event.v1.DeliveryOption.$Shape;
                static create(properties?: pixelrelay.event.v1.DeliveryOption.$Properties): pixelrelay.event.v1.DeliveryOption;

                /**
                 * Encodes the specified DeliveryOption message. Does not implicitly {@link pixelrelay.event.v1.DeliveryOption.verify|verify} messages.
                 * @param message DeliveryOption message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.DeliveryOption.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeliveryOption message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.DeliveryOption & pixelrelay.event.v1.DeliveryOption.$Shape} DeliveryOption
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.DeliveryOption & pixelrelay.event.v1.DeliveryOption.$Shape;
            }

            namespace DeliveryOption {

                /** Properties of a DeliveryOption. */
                interface $Properties {

                    /** DeliveryOption handle */
                    handle?: (string|null);

                    /** DeliveryOption type */
                    type?: (string|null);

                    /** DeliveryOption title */
                    title?: (string|null);

                    /** DeliveryOption description */
                    description?: (string|null);

                    /** DeliveryOption cost */
                    cost?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** DeliveryOption costAfterDiscounts */
                    costAfterDiscounts?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeliveryOption. */
                type $Shape = pixelrelay.event.v1.DeliveryOption.$Properties;
            }

            /**
             * Properties of an Address.
             * @deprecated Use pixelrelay.event.v1.Address.$Properties instead.
             */
            interface IAddress extends pixelrelay.event.v1.Address.$Properties {
            }

            /** Represents an Address. */
            class Address {

                /**
                 * Constructs a new Address.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Address.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Address address1. */
                address1: string;

                /** Address address2. */
                address2: string;

                /** Address city. */
                city: string;

                /** Address country. */
                country: string;

                /** Address countryCode. */
                countryCode: string;

                /** Address firstName. */
                firstName: string;

                /** Address lastName. */
                lastName: string;

                /** Address phone. */
                phone: string;

                /** Address province. */
                province: string;

                /** Address provinceCode. */
                provinceCode: string;

                /** Address zip. */
                zip: string;

                /**
                 * Creates a new Address instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Address instance
                 */
                static create(properties: pixelrelay.event.v1.Address.$Shape): pixelrelay.event.v1.Address & pixelrelay.event.v1.Address.$Shape;
                static create(properties?: pixelrelay.event.v1.Address.$Properties): pixelrelay.event.v1.Address;

                /**
                 * Encodes the specified Address message. Does not implicitly {@link pixelrelay.event.v1.Address.verify|verify} messages.
                 * @param message Address message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Address.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Address message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Address & pixelrelay.event.v1.Address.$Shape} Address
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Address & pixelrelay.event.v1.Address.$Shape;
            }

            namespace Address {

                /** Properties of an Address. */
                interface $Properties {

                    /** Address address1 */
                    address1?: (string|null);

                    /** Address address2 */
                    address2?: (string|null);

                    /** Address city */
                    city?: (string|null);

                    /** Address country */
                    country?: (string|null);

                    /** Address countryCode */
                    countryCode?: (string|null);

                    /** Address firstName */
                    firstName?: (string|null);

                    /** Address lastName */
                    lastName?: (string|null);

                    /** Address phone */
                    phone?: (string|null);

                    /** Address province */
                    province?: (string|null);

                    /** Address provinceCode */
                    provinceCode?: (string|null);

                    /** Address zip */
                    zip?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Address. */
                type $Shape = pixelrelay.event.v1.Address.$Properties;
            }

            /**
             * Properties of a DiscountApplication.
             * @deprecated Use pixelrelay.event.v1.DiscountApplication.$Properties instead.
             */
            interface IDiscountApplication extends pixelrelay.event.v1.DiscountApplication.$Properties {
            }

            /** Represents a DiscountApplication. */
            class DiscountApplication {

                /**
                 * Constructs a new DiscountApplication.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.DiscountApplication.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DiscountApplication allocationMethod. */
                allocationMethod: string;

                /** DiscountApplication targetSelection. */
                targetSelection: string;

                /** DiscountApplication targetType. */
                targetType: string;

                /** DiscountApplication type. */
                type: string;

                /** DiscountApplication title. */
                title: string;

                /** DiscountApplication value. */
                value?: (pixelrelay.event.v1.DiscountValue.$Properties|null);

                /**
                 * Creates a new DiscountApplication instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DiscountApplication instance
                 */
                static create(properties: pixelrelay.event.v1.DiscountApplication.$Shape): pixelrelay.event.v1.DiscountApplication & pixelrelay.event.v1.DiscountApplication.$Shape;
                static create(properties?: pixelrelay.event.v1.DiscountApplication.$Properties): pixelrelay.event.v1.DiscountApplication;

                /**
                 * Encodes the specified DiscountApplication message. Does not implicitly {@link pixelrelay.event.v1.DiscountApplication.verify|verify} messages.
                 * @param message DiscountApplication message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.DiscountApplication.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DiscountApplication message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.DiscountApplication & pixelrelay.event.v1.DiscountApplication.$Shape} DiscountApplication
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.DiscountApplication & pixelrelay.event.v1.DiscountApplication.$Shape;
            }

            namespace DiscountApplication {

                /** Properties of a DiscountApplication. */
                interface $Properties {

                    /** DiscountApplication allocationMethod */
                    allocationMethod?: (string|null);

                    /** DiscountApplication targetSelection */
                    targetSelection?: (string|null);

                    /** DiscountApplication targetType */
                    targetType?: (string|null);

                    /** DiscountApplication type */
                    type?: (string|null);

                    /** DiscountApplication title */
                    title?: (string|null);

                    /** DiscountApplication value */
                    value?: (pixelrelay.event.v1.DiscountValue.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DiscountApplication. */
                type $Shape = pixelrelay.event.v1.DiscountApplication.$Properties;
            }

            /**
             * Properties of a DiscountValue.
             * @deprecated Use pixelrelay.event.v1.DiscountValue.$Properties instead.
             */
            interface IDiscountValue extends pixelrelay.event.v1.DiscountValue.$Properties {
            }

            /** Represents a DiscountValue. */
            class DiscountValue {

                /**
                 * Constructs a new DiscountValue.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.DiscountValue.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DiscountValue currencyCode. */
                currencyCode: string;

                /** DiscountValue units. */
                units: number;

                /** DiscountValue nanos. */
                nanos: number;

                /** DiscountValue percentage. */
                percentage?: (number|null);

                /**
                 * Creates a new DiscountValue instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DiscountValue instance
                 */
                static create(properties: pixelrelay.event.v1.DiscountValue.$Shape): pixelrelay.event.v1.DiscountValue & pixelrelay.event.v1.DiscountValue.$Shape;
                static create(properties?: pixelrelay.event.v1.DiscountValue.$Properties): pixelrelay.event.v1.DiscountValue;

                /**
                 * Encodes the specified DiscountValue message. Does not implicitly {@link pixelrelay.event.v1.DiscountValue.verify|verify} messages.
                 * @param message DiscountValue message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.DiscountValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DiscountValue message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.DiscountValue & pixelrelay.event.v1.DiscountValue.$Shape} DiscountValue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.DiscountValue & pixelrelay.event.v1.DiscountValue.$Shape;
            }

            namespace DiscountValue {

                /** Properties of a DiscountValue. */
                interface $Properties {

                    /** DiscountValue currencyCode */
                    currencyCode?: (string|null);

                    /** DiscountValue units */
                    units?: (number|null);

                    /** DiscountValue nanos */
                    nanos?: (number|null);

                    /** DiscountValue percentage */
                    percentage?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DiscountValue. */
                type $Shape = pixelrelay.event.v1.DiscountValue.$Properties;
            }

            /**
             * Properties of a DiscountAllocation.
             * @deprecated Use pixelrelay.event.v1.DiscountAllocation.$Properties instead.
             */
            interface IDiscountAllocation extends pixelrelay.event.v1.DiscountAllocation.$Properties {
            }

            /** Represents a DiscountAllocation. */
            class DiscountAllocation {

                /**
                 * Constructs a new DiscountAllocation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.DiscountAllocation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DiscountAllocation amount. */
                amount?: (pixelrelay.event.v1.Money.$Properties|null);

                /** DiscountAllocation discountApplication. */
                discountApplication?: (pixelrelay.event.v1.DiscountApplication.$Properties|null);

                /**
                 * Creates a new DiscountAllocation instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DiscountAllocation instance
                 */
                static create(properties: pixelrelay.event.v1.DiscountAllocation.$Shape): pixelrelay.event.v1.DiscountAllocation & pixelrelay.event.v1.DiscountAllocation.$Shape;
                static create(properties?: pixelrelay.event.v1.DiscountAllocation.$Properties): pixelrelay.event.v1.DiscountAllocation;

                /**
                 * Encodes the specified DiscountAllocation message. Does not implicitly {@link pixelrelay.event.v1.DiscountAllocation.verify|verify} messages.
                 * @param message DiscountAllocation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.DiscountAllocation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DiscountAllocation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.DiscountAllocation & pixelrelay.event.v1.DiscountAllocation.$Shape} DiscountAllocation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.DiscountAllocation & pixelrelay.event.v1.DiscountAllocation.$Shape;
            }

            namespace DiscountAllocation {

                /** Properties of a DiscountAllocation. */
                interface $Properties {

                    /** DiscountAllocation amount */
                    amount?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** DiscountAllocation discountApplication */
                    discountApplication?: (pixelrelay.event.v1.DiscountApplication.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DiscountAllocation. */
                type $Shape = pixelrelay.event.v1.DiscountAllocation.$Properties;
            }

            /**
             * Properties of a CheckoutLineItem.
             * @deprecated Use pixelrelay.event.v1.CheckoutLineItem.$Properties instead.
             */
            interface ICheckoutLineItem extends pixelrelay.event.v1.CheckoutLineItem.$Properties {
            }

            /** Represents a CheckoutLineItem. */
            class CheckoutLineItem {

                /**
                 * Constructs a new CheckoutLineItem.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CheckoutLineItem.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CheckoutLineItem id. */
                id: string;

                /** CheckoutLineItem title. */
                title: string;

                /** CheckoutLineItem quantity. */
                quantity?: (number|null);

                /** CheckoutLineItem variant. */
                variant?: (pixelrelay.event.v1.ProductVariant.$Properties|null);

                /** CheckoutLineItem finalLinePrice. */
                finalLinePrice?: (pixelrelay.event.v1.Money.$Properties|null);

                /** CheckoutLineItem properties. */
                properties: pixelrelay.event.v1.Attribute.$Properties[];

                /** CheckoutLineItem discountAllocations. */
                discountAllocations: pixelrelay.event.v1.DiscountAllocation.$Properties[];

                /** CheckoutLineItem sellingPlanAllocation. */
                sellingPlanAllocation?: (pixelrelay.event.v1.SellingPlanAllocation.$Properties|null);

                /**
                 * Creates a new CheckoutLineItem instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CheckoutLineItem instance
                 */
                static create(properties: pixelrelay.event.v1.CheckoutLineItem.$Shape): pixelrelay.event.v1.CheckoutLineItem & pixelrelay.event.v1.CheckoutLineItem.$Shape;
                static create(properties?: pixelrelay.event.v1.CheckoutLineItem.$Properties): pixelrelay.event.v1.CheckoutLineItem;

                /**
                 * Encodes the specified CheckoutLineItem message. Does not implicitly {@link pixelrelay.event.v1.CheckoutLineItem.verify|verify} messages.
                 * @param message CheckoutLineItem message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CheckoutLineItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CheckoutLineItem message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CheckoutLineItem & pixelrelay.event.v1.CheckoutLineItem.$Shape} CheckoutLineItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CheckoutLineItem & pixelrelay.event.v1.CheckoutLineItem.$Shape;
            }

            namespace CheckoutLineItem {

                /** Properties of a CheckoutLineItem. */
                interface $Properties {

                    /** CheckoutLineItem id */
                    id?: (string|null);

                    /** CheckoutLineItem title */
                    title?: (string|null);

                    /** CheckoutLineItem quantity */
                    quantity?: (number|null);

                    /** CheckoutLineItem variant */
                    variant?: (pixelrelay.event.v1.ProductVariant.$Properties|null);

                    /** CheckoutLineItem finalLinePrice */
                    finalLinePrice?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** CheckoutLineItem properties */
                    properties?: (pixelrelay.event.v1.Attribute.$Properties[]|null);

                    /** CheckoutLineItem discountAllocations */
                    discountAllocations?: (pixelrelay.event.v1.DiscountAllocation.$Properties[]|null);

                    /** CheckoutLineItem sellingPlanAllocation */
                    sellingPlanAllocation?: (pixelrelay.event.v1.SellingPlanAllocation.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CheckoutLineItem. */
                type $Shape = pixelrelay.event.v1.CheckoutLineItem.$Properties;
            }

            /**
             * Properties of a SellingPlanAllocation.
             * @deprecated Use pixelrelay.event.v1.SellingPlanAllocation.$Properties instead.
             */
            interface ISellingPlanAllocation extends pixelrelay.event.v1.SellingPlanAllocation.$Properties {
            }

            /** Represents a SellingPlanAllocation. */
            class SellingPlanAllocation {

                /**
                 * Constructs a new SellingPlanAllocation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.SellingPlanAllocation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SellingPlanAllocation sellingPlan. */
                sellingPlan?: (pixelrelay.event.v1.SellingPlan.$Properties|null);

                /**
                 * Creates a new SellingPlanAllocation instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SellingPlanAllocation instance
                 */
                static create(properties: pixelrelay.event.v1.SellingPlanAllocation.$Shape): pixelrelay.event.v1.SellingPlanAllocation & pixelrelay.event.v1.SellingPlanAllocation.$Shape;
                static create(properties?: pixelrelay.event.v1.SellingPlanAllocation.$Properties): pixelrelay.event.v1.SellingPlanAllocation;

                /**
                 * Encodes the specified SellingPlanAllocation message. Does not implicitly {@link pixelrelay.event.v1.SellingPlanAllocation.verify|verify} messages.
                 * @param message SellingPlanAllocation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.SellingPlanAllocation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SellingPlanAllocation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.SellingPlanAllocation & pixelrelay.event.v1.SellingPlanAllocation.$Shape} SellingPlanAllocation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.SellingPlanAllocation & pixelrelay.event.v1.SellingPlanAllocation.$Shape;
            }

            namespace SellingPlanAllocation {

                /** Properties of a SellingPlanAllocation. */
                interface $Properties {

                    /** SellingPlanAllocation sellingPlan */
                    sellingPlan?: (pixelrelay.event.v1.SellingPlan.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SellingPlanAllocation. */
                type $Shape = pixelrelay.event.v1.SellingPlanAllocation.$Properties;
            }

            /**
             * Properties of a SellingPlan.
             * @deprecated Use pixelrelay.event.v1.SellingPlan.$Properties instead.
             */
            interface ISellingPlan extends pixelrelay.event.v1.SellingPlan.$Properties {
            }

            /** Represents a SellingPlan. */
            class SellingPlan {

                /**
                 * Constructs a new SellingPlan.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.SellingPlan.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SellingPlan id. */
                id: string;

                /** SellingPlan name. */
                name: string;

                /**
                 * Creates a new SellingPlan instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SellingPlan instance
                 */
                static create(properties: pixelrelay.event.v1.SellingPlan.$Shape): pixelrelay.event.v1.SellingPlan & pixelrelay.event.v1.SellingPlan.$Shape;
                static create(properties?: pixelrelay.event.v1.SellingPlan.$Properties): pixelrelay.event.v1.SellingPlan;

                /**
                 * Encodes the specified SellingPlan message. Does not implicitly {@link pixelrelay.event.v1.SellingPlan.verify|verify} messages.
                 * @param message SellingPlan message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.SellingPlan.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SellingPlan message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.SellingPlan & pixelrelay.event.v1.SellingPlan.$Shape} SellingPlan
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.SellingPlan & pixelrelay.event.v1.SellingPlan.$Shape;
            }

            namespace SellingPlan {

                /** Properties of a SellingPlan. */
                interface $Properties {

                    /** SellingPlan id */
                    id?: (string|null);

                    /** SellingPlan name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SellingPlan. */
                type $Shape = pixelrelay.event.v1.SellingPlan.$Properties;
            }

            /**
             * Properties of a Localization.
             * @deprecated Use pixelrelay.event.v1.Localization.$Properties instead.
             */
            interface ILocalization extends pixelrelay.event.v1.Localization.$Properties {
            }

            /** Represents a Localization. */
            class Localization {

                /**
                 * Constructs a new Localization.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Localization.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Localization country. */
                country?: (pixelrelay.event.v1.Country.$Properties|null);

                /** Localization language. */
                language?: (pixelrelay.event.v1.Language.$Properties|null);

                /** Localization market. */
                market?: (pixelrelay.event.v1.Market.$Properties|null);

                /**
                 * Creates a new Localization instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Localization instance
                 */
                static create(properties: pixelrelay.event.v1.Localization.$Shape): pixelrelay.event.v1.Localization & pixelrelay.event.v1.Localization.$Shape;
                static create(properties?: pixelrelay.event.v1.Localization.$Properties): pixelrelay.event.v1.Localization;

                /**
                 * Encodes the specified Localization message. Does not implicitly {@link pixelrelay.event.v1.Localization.verify|verify} messages.
                 * @param message Localization message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Localization.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Localization message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Localization & pixelrelay.event.v1.Localization.$Shape} Localization
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Localization & pixelrelay.event.v1.Localization.$Shape;
            }

            namespace Localization {

                /** Properties of a Localization. */
                interface $Properties {

                    /** Localization country */
                    country?: (pixelrelay.event.v1.Country.$Properties|null);

                    /** Localization language */
                    language?: (pixelrelay.event.v1.Language.$Properties|null);

                    /** Localization market */
                    market?: (pixelrelay.event.v1.Market.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Localization. */
                type $Shape = pixelrelay.event.v1.Localization.$Properties;
            }

            /**
             * Properties of a Country.
             * @deprecated Use pixelrelay.event.v1.Country.$Properties instead.
             */
            interface ICountry extends pixelrelay.event.v1.Country.$Properties {
            }

            /** Represents a Country. */
            class Country {

                /**
                 * Constructs a new Country.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Country.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Country isoCode. */
                isoCode: string;

                /**
                 * Creates a new Country instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Country instance
                 */
                static create(properties: pixelrelay.event.v1.Country.$Shape): pixelrelay.event.v1.Country & pixelrelay.event.v1.Country.$Shape;
                static create(properties?: pixelrelay.event.v1.Country.$Properties): pixelrelay.event.v1.Country;

                /**
                 * Encodes the specified Country message. Does not implicitly {@link pixelrelay.event.v1.Country.verify|verify} messages.
                 * @param message Country message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Country.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Country message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Country & pixelrelay.event.v1.Country.$Shape} Country
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Country & pixelrelay.event.v1.Country.$Shape;
            }

            namespace Country {

                /** Properties of a Country. */
                interface $Properties {

                    /** Country isoCode */
                    isoCode?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Country. */
                type $Shape = pixelrelay.event.v1.Country.$Properties;
            }

            /**
             * Properties of a Language.
             * @deprecated Use pixelrelay.event.v1.Language.$Properties instead.
             */
            interface ILanguage extends pixelrelay.event.v1.Language.$Properties {
            }

            /** Represents a Language. */
            class Language {

                /**
                 * Constructs a new Language.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Language.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Language isoCode. */
                isoCode: string;

                /**
                 * Creates a new Language instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Language instance
                 */
                static create(properties: pixelrelay.event.v1.Language.$Shape): pixelrelay.event.v1.Language & pixelrelay.event.v1.Language.$Shape;
                static create(properties?: pixelrelay.event.v1.Language.$Properties): pixelrelay.event.v1.Language;

                /**
                 * Encodes the specified Language message. Does not implicitly {@link pixelrelay.event.v1.Language.verify|verify} messages.
                 * @param message Language message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Language.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Language message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Language & pixelrelay.event.v1.Language.$Shape} Language
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Language & pixelrelay.event.v1.Language.$Shape;
            }

            namespace Language {

                /** Properties of a Language. */
                interface $Properties {

                    /** Language isoCode */
                    isoCode?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Language. */
                type $Shape = pixelrelay.event.v1.Language.$Properties;
            }

            /**
             * Properties of a Market.
             * @deprecated Use pixelrelay.event.v1.Market.$Properties instead.
             */
            interface IMarket extends pixelrelay.event.v1.Market.$Properties {
            }

            /** Represents a Market. */
            class Market {

                /**
                 * Constructs a new Market.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Market.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Market id. */
                id: string;

                /** Market handle. */
                handle: string;

                /**
                 * Creates a new Market instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Market instance
                 */
                static create(properties: pixelrelay.event.v1.Market.$Shape): pixelrelay.event.v1.Market & pixelrelay.event.v1.Market.$Shape;
                static create(properties?: pixelrelay.event.v1.Market.$Properties): pixelrelay.event.v1.Market;

                /**
                 * Encodes the specified Market message. Does not implicitly {@link pixelrelay.event.v1.Market.verify|verify} messages.
                 * @param message Market message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Market.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Market message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Market & pixelrelay.event.v1.Market.$Shape} Market
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Market & pixelrelay.event.v1.Market.$Shape;
            }

            namespace Market {

                /** Properties of a Market. */
                interface $Properties {

                    /** Market id */
                    id?: (string|null);

                    /** Market handle */
                    handle?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Market. */
                type $Shape = pixelrelay.event.v1.Market.$Properties;
            }

            /**
             * Properties of an Order.
             * @deprecated Use pixelrelay.event.v1.Order.$Properties instead.
             */
            interface IOrder extends pixelrelay.event.v1.Order.$Properties {
            }

            /** Represents an Order. */
            class Order {

                /**
                 * Constructs a new Order.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Order.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Order id. */
                id: string;

                /** Order customer. */
                customer?: (pixelrelay.event.v1.OrderCustomer.$Properties|null);

                /**
                 * Creates a new Order instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Order instance
                 */
                static create(properties: pixelrelay.event.v1.Order.$Shape): pixelrelay.event.v1.Order & pixelrelay.event.v1.Order.$Shape;
                static create(properties?: pixelrelay.event.v1.Order.$Properties): pixelrelay.event.v1.Order;

                /**
                 * Encodes the specified Order message. Does not implicitly {@link pixelrelay.event.v1.Order.verify|verify} messages.
                 * @param message Order message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Order.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Order message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Order & pixelrelay.event.v1.Order.$Shape} Order
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Order & pixelrelay.event.v1.Order.$Shape;
            }

            namespace Order {

                /** Properties of an Order. */
                interface $Properties {

                    /** Order id */
                    id?: (string|null);

                    /** Order customer */
                    customer?: (pixelrelay.event.v1.OrderCustomer.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Order. */
                type $Shape = pixelrelay.event.v1.Order.$Properties;
            }

            /**
             * Properties of an OrderCustomer.
             * @deprecated Use pixelrelay.event.v1.OrderCustomer.$Properties instead.
             */
            interface IOrderCustomer extends pixelrelay.event.v1.OrderCustomer.$Properties {
            }

            /** Represents an OrderCustomer. */
            class OrderCustomer {

                /**
                 * Constructs a new OrderCustomer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.OrderCustomer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OrderCustomer id. */
                id: string;

                /** OrderCustomer isFirstOrder. */
                isFirstOrder?: (boolean|null);

                /**
                 * Creates a new OrderCustomer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns OrderCustomer instance
                 */
                static create(properties: pixelrelay.event.v1.OrderCustomer.$Shape): pixelrelay.event.v1.OrderCustomer & pixelrelay.event.v1.OrderCustomer.$Shape;
                static create(properties?: pixelrelay.event.v1.OrderCustomer.$Properties): pixelrelay.event.v1.OrderCustomer;

                /**
                 * Encodes the specified OrderCustomer message. Does not implicitly {@link pixelrelay.event.v1.OrderCustomer.verify|verify} messages.
                 * @param message OrderCustomer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.OrderCustomer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OrderCustomer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.OrderCustomer & pixelrelay.event.v1.OrderCustomer.$Shape} OrderCustomer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.OrderCustomer & pixelrelay.event.v1.OrderCustomer.$Shape;
            }

            namespace OrderCustomer {

                /** Properties of an OrderCustomer. */
                interface $Properties {

                    /** OrderCustomer id */
                    id?: (string|null);

                    /** OrderCustomer isFirstOrder */
                    isFirstOrder?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OrderCustomer. */
                type $Shape = pixelrelay.event.v1.OrderCustomer.$Properties;
            }

            /**
             * Properties of a ShippingRate.
             * @deprecated Use pixelrelay.event.v1.ShippingRate.$Properties instead.
             */
            interface IShippingRate extends pixelrelay.event.v1.ShippingRate.$Properties {
            }

            /** Represents a ShippingRate. */
            class ShippingRate {

                /**
                 * Constructs a new ShippingRate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ShippingRate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShippingRate price. */
                price?: (pixelrelay.event.v1.Money.$Properties|null);

                /**
                 * Creates a new ShippingRate instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShippingRate instance
                 */
                static create(properties: pixelrelay.event.v1.ShippingRate.$Shape): pixelrelay.event.v1.ShippingRate & pixelrelay.event.v1.ShippingRate.$Shape;
                static create(properties?: pixelrelay.event.v1.ShippingRate.$Properties): pixelrelay.event.v1.ShippingRate;

                /**
                 * Encodes the specified ShippingRate message. Does not implicitly {@link pixelrelay.event.v1.ShippingRate.verify|verify} messages.
                 * @param message ShippingRate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ShippingRate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShippingRate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ShippingRate & pixelrelay.event.v1.ShippingRate.$Shape} ShippingRate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ShippingRate & pixelrelay.event.v1.ShippingRate.$Shape;
            }

            namespace ShippingRate {

                /** Properties of a ShippingRate. */
                interface $Properties {

                    /** ShippingRate price */
                    price?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShippingRate. */
                type $Shape = pixelrelay.event.v1.ShippingRate.$Properties;
            }

            /**
             * Properties of a Transaction.
             * @deprecated Use pixelrelay.event.v1.Transaction.$Properties instead.
             */
            interface ITransaction extends pixelrelay.event.v1.Transaction.$Properties {
            }

            /** Represents a Transaction. */
            class Transaction {

                /**
                 * Constructs a new Transaction.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Transaction.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Transaction amount. */
                amount?: (pixelrelay.event.v1.Money.$Properties|null);

                /** Transaction gateway. */
                gateway: string;

                /** Transaction paymentMethod. */
                paymentMethod?: (pixelrelay.event.v1.PaymentMethod.$Properties|null);

                /**
                 * Creates a new Transaction instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Transaction instance
                 */
                static create(properties: pixelrelay.event.v1.Transaction.$Shape): pixelrelay.event.v1.Transaction & pixelrelay.event.v1.Transaction.$Shape;
                static create(properties?: pixelrelay.event.v1.Transaction.$Properties): pixelrelay.event.v1.Transaction;

                /**
                 * Encodes the specified Transaction message. Does not implicitly {@link pixelrelay.event.v1.Transaction.verify|verify} messages.
                 * @param message Transaction message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Transaction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Transaction message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Transaction & pixelrelay.event.v1.Transaction.$Shape} Transaction
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Transaction & pixelrelay.event.v1.Transaction.$Shape;
            }

            namespace Transaction {

                /** Properties of a Transaction. */
                interface $Properties {

                    /** Transaction amount */
                    amount?: (pixelrelay.event.v1.Money.$Properties|null);

                    /** Transaction gateway */
                    gateway?: (string|null);

                    /** Transaction paymentMethod */
                    paymentMethod?: (pixelrelay.event.v1.PaymentMethod.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Transaction. */
                type $Shape = pixelrelay.event.v1.Transaction.$Properties;
            }

            /**
             * Properties of a PaymentMethod.
             * @deprecated Use pixelrelay.event.v1.PaymentMethod.$Properties instead.
             */
            interface IPaymentMethod extends pixelrelay.event.v1.PaymentMethod.$Properties {
            }

            /** Represents a PaymentMethod. */
            class PaymentMethod {

                /**
                 * Constructs a new PaymentMethod.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.PaymentMethod.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PaymentMethod name. */
                name: string;

                /** PaymentMethod type. */
                type: string;

                /**
                 * Creates a new PaymentMethod instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PaymentMethod instance
                 */
                static create(properties: pixelrelay.event.v1.PaymentMethod.$Shape): pixelrelay.event.v1.PaymentMethod & pixelrelay.event.v1.PaymentMethod.$Shape;
                static create(properties?: pixelrelay.event.v1.PaymentMethod.$Properties): pixelrelay.event.v1.PaymentMethod;

                /**
                 * Encodes the specified PaymentMethod message. Does not implicitly {@link pixelrelay.event.v1.PaymentMethod.verify|verify} messages.
                 * @param message PaymentMethod message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.PaymentMethod.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PaymentMethod message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.PaymentMethod & pixelrelay.event.v1.PaymentMethod.$Shape} PaymentMethod
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.PaymentMethod & pixelrelay.event.v1.PaymentMethod.$Shape;
            }

            namespace PaymentMethod {

                /** Properties of a PaymentMethod. */
                interface $Properties {

                    /** PaymentMethod name */
                    name?: (string|null);

                    /** PaymentMethod type */
                    type?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PaymentMethod. */
                type $Shape = pixelrelay.event.v1.PaymentMethod.$Properties;
            }

            /**
             * Properties of an Alert.
             * @deprecated Use pixelrelay.event.v1.Alert.$Properties instead.
             */
            interface IAlert extends pixelrelay.event.v1.Alert.$Properties {
            }

            /** Represents an Alert. */
            class Alert {

                /**
                 * Constructs a new Alert.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Alert.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Alert message. */
                message: string;

                /** Alert target. */
                target: string;

                /** Alert type. */
                type: string;

                /** Alert value. */
                value: string;

                /**
                 * Creates a new Alert instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Alert instance
                 */
                static create(properties: pixelrelay.event.v1.Alert.$Shape): pixelrelay.event.v1.Alert & pixelrelay.event.v1.Alert.$Shape;
                static create(properties?: pixelrelay.event.v1.Alert.$Properties): pixelrelay.event.v1.Alert;

                /**
                 * Encodes the specified Alert message. Does not implicitly {@link pixelrelay.event.v1.Alert.verify|verify} messages.
                 * @param message Alert message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Alert.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Alert message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Alert & pixelrelay.event.v1.Alert.$Shape} Alert
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Alert & pixelrelay.event.v1.Alert.$Shape;
            }

            namespace Alert {

                /** Properties of an Alert. */
                interface $Properties {

                    /** Alert message */
                    message?: (string|null);

                    /** Alert target */
                    target?: (string|null);

                    /** Alert type */
                    type?: (string|null);

                    /** Alert value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Alert. */
                type $Shape = pixelrelay.event.v1.Alert.$Properties;
            }

            /**
             * Properties of an UiExtensionError.
             * @deprecated Use pixelrelay.event.v1.UiExtensionError.$Properties instead.
             */
            interface IUiExtensionError extends pixelrelay.event.v1.UiExtensionError.$Properties {
            }

            /** Represents an UiExtensionError. */
            class UiExtensionError {

                /**
                 * Constructs a new UiExtensionError.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.UiExtensionError.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** UiExtensionError apiVersion. */
                apiVersion: string;

                /** UiExtensionError appId. */
                appId: string;

                /** UiExtensionError appName. */
                appName: string;

                /** UiExtensionError appVersion. */
                appVersion: string;

                /** UiExtensionError extensionName. */
                extensionName: string;

                /** UiExtensionError extensionTarget. */
                extensionTarget: string;

                /** UiExtensionError message. */
                message: string;

                /** UiExtensionError trace. */
                trace: string;

                /** UiExtensionError type. */
                type: string;

                /** UiExtensionError placementReference. */
                placementReference: string;

                /**
                 * Creates a new UiExtensionError instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns UiExtensionError instance
                 */
                static create(properties: pixelrelay.event.v1.UiExtensionError.$Shape): pixelrelay.event.v1.UiExtensionError & pixelrelay.event.v1.UiExtensionError.$Shape;
                static create(properties?: pixelrelay.event.v1.UiExtensionError.$Properties): pixelrelay.event.v1.UiExtensionError;

                /**
                 * Encodes the specified UiExtensionError message. Does not implicitly {@link pixelrelay.event.v1.UiExtensionError.verify|verify} messages.
                 * @param message UiExtensionError message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.UiExtensionError.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an UiExtensionError message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.UiExtensionError & pixelrelay.event.v1.UiExtensionError.$Shape} UiExtensionError
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.UiExtensionError & pixelrelay.event.v1.UiExtensionError.$Shape;
            }

            namespace UiExtensionError {

                /** Properties of an UiExtensionError. */
                interface $Properties {

                    /** UiExtensionError apiVersion */
                    apiVersion?: (string|null);

                    /** UiExtensionError appId */
                    appId?: (string|null);

                    /** UiExtensionError appName */
                    appName?: (string|null);

                    /** UiExtensionError appVersion */
                    appVersion?: (string|null);

                    /** UiExtensionError extensionName */
                    extensionName?: (string|null);

                    /** UiExtensionError extensionTarget */
                    extensionTarget?: (string|null);

                    /** UiExtensionError message */
                    message?: (string|null);

                    /** UiExtensionError trace */
                    trace?: (string|null);

                    /** UiExtensionError type */
                    type?: (string|null);

                    /** UiExtensionError placementReference */
                    placementReference?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an UiExtensionError. */
                type $Shape = pixelrelay.event.v1.UiExtensionError.$Properties;
            }

            /**
             * Properties of a Verdict.
             * @deprecated Use pixelrelay.event.v1.Verdict.$Properties instead.
             */
            interface IVerdict extends pixelrelay.event.v1.Verdict.$Properties {
            }

            /** Represents a Verdict. */
            class Verdict {

                /**
                 * Constructs a new Verdict.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Verdict.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Verdict partners. */
                partners: pixelrelay.event.v1.PartnerDecision.$Properties[];

                /** Verdict rulesVersion. */
                rulesVersion: number;

                /**
                 * Creates a new Verdict instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Verdict instance
                 */
                static create(properties: pixelrelay.event.v1.Verdict.$Shape): pixelrelay.event.v1.Verdict & pixelrelay.event.v1.Verdict.$Shape;
                static create(properties?: pixelrelay.event.v1.Verdict.$Properties): pixelrelay.event.v1.Verdict;

                /**
                 * Encodes the specified Verdict message. Does not implicitly {@link pixelrelay.event.v1.Verdict.verify|verify} messages.
                 * @param message Verdict message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Verdict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Verdict message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Verdict & pixelrelay.event.v1.Verdict.$Shape} Verdict
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Verdict & pixelrelay.event.v1.Verdict.$Shape;
            }

            namespace Verdict {

                /** Properties of a Verdict. */
                interface $Properties {

                    /** Verdict partners */
                    partners?: (pixelrelay.event.v1.PartnerDecision.$Properties[]|null);

                    /** Verdict rulesVersion */
                    rulesVersion?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Verdict. */
                type $Shape = pixelrelay.event.v1.Verdict.$Properties;
            }

            /**
             * Properties of a PartnerDecision.
             * @deprecated Use pixelrelay.event.v1.PartnerDecision.$Properties instead.
             */
            interface IPartnerDecision extends pixelrelay.event.v1.PartnerDecision.$Properties {
            }

            /** Represents a PartnerDecision. */
            class PartnerDecision {

                /**
                 * Constructs a new PartnerDecision.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.PartnerDecision.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PartnerDecision partner. */
                partner: string;

                /** PartnerDecision decision. */
                decision: pixelrelay.event.v1.Decision;

                /** PartnerDecision rule. */
                rule: string;

                /**
                 * Creates a new PartnerDecision instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PartnerDecision instance
                 */
                static create(properties: pixelrelay.event.v1.PartnerDecision.$Shape): pixelrelay.event.v1.PartnerDecision & pixelrelay.event.v1.PartnerDecision.$Shape;
                static create(properties?: pixelrelay.event.v1.PartnerDecision.$Properties): pixelrelay.event.v1.PartnerDecision;

                /**
                 * Encodes the specified PartnerDecision message. Does not implicitly {@link pixelrelay.event.v1.PartnerDecision.verify|verify} messages.
                 * @param message PartnerDecision message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.PartnerDecision.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PartnerDecision message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.PartnerDecision & pixelrelay.event.v1.PartnerDecision.$Shape} PartnerDecision
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.PartnerDecision & pixelrelay.event.v1.PartnerDecision.$Shape;
            }

            namespace PartnerDecision {

                /** Properties of a PartnerDecision. */
                interface $Properties {

                    /** PartnerDecision partner */
                    partner?: (string|null);

                    /** PartnerDecision decision */
                    decision?: (pixelrelay.event.v1.Decision|null);

                    /** PartnerDecision rule */
                    rule?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PartnerDecision. */
                type $Shape = pixelrelay.event.v1.PartnerDecision.$Properties;
            }

            /** Decision enum. */
            enum Decision {

                /** DECISION_UNSPECIFIED value */
                DECISION_UNSPECIFIED = 0,

                /** ALLOW value */
                ALLOW = 1,

                /** ALLOW_LIMITED value */
                ALLOW_LIMITED = 2,

                /** DENY value */
                DENY = 3
            }

            /**
             * Properties of an Augmentation.
             * @deprecated Use pixelrelay.event.v1.Augmentation.$Properties instead.
             */
            interface IAugmentation extends pixelrelay.event.v1.Augmentation.$Properties {
            }

            /** Represents an Augmentation. */
            class Augmentation {

                /**
                 * Constructs a new Augmentation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Augmentation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Augmentation campaign. */
                campaign?: (pixelrelay.event.v1.Campaign.$Properties|null);

                /** Augmentation device. */
                device?: (pixelrelay.event.v1.Device.$Properties|null);

                /** Augmentation bot. */
                bot: boolean;

                /** Augmentation missing. */
                missing: string[];

                /**
                 * Creates a new Augmentation instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Augmentation instance
                 */
                static create(properties: pixelrelay.event.v1.Augmentation.$Shape): pixelrelay.event.v1.Augmentation & pixelrelay.event.v1.Augmentation.$Shape;
                static create(properties?: pixelrelay.event.v1.Augmentation.$Properties): pixelrelay.event.v1.Augmentation;

                /**
                 * Encodes the specified Augmentation message. Does not implicitly {@link pixelrelay.event.v1.Augmentation.verify|verify} messages.
                 * @param message Augmentation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Augmentation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Augmentation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Augmentation & pixelrelay.event.v1.Augmentation.$Shape} Augmentation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Augmentation & pixelrelay.event.v1.Augmentation.$Shape;
            }

            namespace Augmentation {

                /** Properties of an Augmentation. */
                interface $Properties {

                    /** Augmentation campaign */
                    campaign?: (pixelrelay.event.v1.Campaign.$Properties|null);

                    /** Augmentation device */
                    device?: (pixelrelay.event.v1.Device.$Properties|null);

                    /** Augmentation bot */
                    bot?: (boolean|null);

                    /** Augmentation missing */
                    missing?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Augmentation. */
                type $Shape = pixelrelay.event.v1.Augmentation.$Properties;
            }

            /**
             * Properties of a Campaign.
             * @deprecated Use pixelrelay.event.v1.Campaign.$Properties instead.
             */
            interface ICampaign extends pixelrelay.event.v1.Campaign.$Properties {
            }

            /** Represents a Campaign. */
            class Campaign {

                /**
                 * Constructs a new Campaign.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Campaign.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Campaign source. */
                source: string;

                /** Campaign medium. */
                medium: string;

                /** Campaign name. */
                name: string;

                /** Campaign term. */
                term: string;

                /** Campaign content. */
                content: string;

                /** Campaign id. */
                id: string;

                /** Campaign clickIds. */
                clickIds: pixelrelay.event.v1.ClickId.$Properties[];

                /**
                 * Creates a new Campaign instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Campaign instance
                 */
                static create(properties: pixelrelay.event.v1.Campaign.$Shape): pixelrelay.event.v1.Campaign & pixelrelay.event.v1.Campaign.$Shape;
                static create(properties?: pixelrelay.event.v1.Campaign.$Properties): pixelrelay.event.v1.Campaign;

                /**
                 * Encodes the specified Campaign message. Does not implicitly {@link pixelrelay.event.v1.Campaign.verify|verify} messages.
                 * @param message Campaign message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Campaign.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Campaign message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Campaign & pixelrelay.event.v1.Campaign.$Shape} Campaign
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Campaign & pixelrelay.event.v1.Campaign.$Shape;
            }

            namespace Campaign {

                /** Properties of a Campaign. */
                interface $Properties {

                    /** Campaign source */
                    source?: (string|null);

                    /** Campaign medium */
                    medium?: (string|null);

                    /** Campaign name */
                    name?: (string|null);

                    /** Campaign term */
                    term?: (string|null);

                    /** Campaign content */
                    content?: (string|null);

                    /** Campaign id */
                    id?: (string|null);

                    /** Campaign clickIds */
                    clickIds?: (pixelrelay.event.v1.ClickId.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Campaign. */
                type $Shape = pixelrelay.event.v1.Campaign.$Properties;
            }

            /**
             * Properties of a ClickId.
             * @deprecated Use pixelrelay.event.v1.ClickId.$Properties instead.
             */
            interface IClickId extends pixelrelay.event.v1.ClickId.$Properties {
            }

            /** Represents a ClickId. */
            class ClickId {

                /**
                 * Constructs a new ClickId.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ClickId.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClickId parameter. */
                parameter: string;

                /** ClickId value. */
                value: string;

                /**
                 * Creates a new ClickId instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ClickId instance
                 */
                static create(properties: pixelrelay.event.v1.ClickId.$Shape): pixelrelay.event.v1.ClickId & pixelrelay.event.v1.ClickId.$Shape;
                static create(properties?: pixelrelay.event.v1.ClickId.$Properties): pixelrelay.event.v1.ClickId;

                /**
                 * Encodes the specified ClickId message. Does not implicitly {@link pixelrelay.event.v1.ClickId.verify|verify} messages.
                 * @param message ClickId message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ClickId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClickId message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ClickId & pixelrelay.event.v1.ClickId.$Shape} ClickId
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ClickId & pixelrelay.event.v1.ClickId.$Shape;
            }

            namespace ClickId {

                /** Properties of a ClickId. */
                interface $Properties {

                    /** ClickId parameter */
                    parameter?: (string|null);

                    /** ClickId value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClickId. */
                type $Shape = pixelrelay.event.v1.ClickId.$Properties;
            }

            /**
             * Properties of a Device.
             * @deprecated Use pixelrelay.event.v1.Device.$Properties instead.
             */
            interface IDevice extends pixelrelay.event.v1.Device.$Properties {
            }

            /** Represents a Device. */
            class Device {

                /**
                 * Constructs a new Device.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.Device.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Device type. */
                type: string;

                /** Device os. */
                os: string;

                /** Device osVersion. */
                osVersion: string;

                /** Device browser. */
                browser: string;

                /** Device browserVersion. */
                browserVersion: string;

                /**
                 * Creates a new Device instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Device instance
                 */
                static create(properties: pixelrelay.event.v1.Device.$Shape): pixelrelay.event.v1.Device & pixelrelay.event.v1.Device.$Shape;
                static create(properties?: pixelrelay.event.v1.Device.$Properties): pixelrelay.event.v1.Device;

                /**
                 * Encodes the specified Device message. Does not implicitly {@link pixelrelay.event.v1.Device.verify|verify} messages.
                 * @param message Device message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.Device.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Device message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.Device & pixelrelay.event.v1.Device.$Shape} Device
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.Device & pixelrelay.event.v1.Device.$Shape;
            }

            namespace Device {

                /** Properties of a Device. */
                interface $Properties {

                    /** Device type */
                    type?: (string|null);

                    /** Device os */
                    os?: (string|null);

                    /** Device osVersion */
                    osVersion?: (string|null);

                    /** Device browser */
                    browser?: (string|null);

                    /** Device browserVersion */
                    browserVersion?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Device. */
                type $Shape = pixelrelay.event.v1.Device.$Properties;
            }

            /**
             * Properties of a ValidatorView.
             * @deprecated Use pixelrelay.event.v1.ValidatorView.$Properties instead.
             */
            interface IValidatorView extends pixelrelay.event.v1.ValidatorView.$Properties {
            }

            /** Represents a ValidatorView. */
            class ValidatorView {

                /**
                 * Constructs a new ValidatorView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ValidatorView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ValidatorView id. */
                id: string;

                /** ValidatorView name. */
                name: string;

                /** ValidatorView clientId. */
                clientId: string;

                /** ValidatorView shopId. */
                shopId: string;

                /** ValidatorView occurredMs. */
                occurredMs: number;

                /** ValidatorView receivedMs. */
                receivedMs: number;

                /** ValidatorView consent. */
                consent?: (pixelrelay.event.v1.Consent.$Properties|null);

                /** ValidatorView productViewed. */
                productViewed?: (pixelrelay.event.v1.ProductViewedView.$Properties|null);

                /** ValidatorView searchSubmitted. */
                searchSubmitted?: (pixelrelay.event.v1.SearchSubmittedView.$Properties|null);

                /** ValidatorView productAddedToCart. */
                productAddedToCart?: (pixelrelay.event.v1.CartLineChangedView.$Properties|null);

                /** ValidatorView checkoutStarted. */
                checkoutStarted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                /** ValidatorView checkoutCompleted. */
                checkoutCompleted?: (pixelrelay.event.v1.CheckoutCompletedView.$Properties|null);

                /** ValidatorView collectionViewed. */
                collectionViewed?: (pixelrelay.event.v1.CollectionViewedView.$Properties|null);

                /** ValidatorView productRemovedFromCart. */
                productRemovedFromCart?: (pixelrelay.event.v1.CartLineChangedView.$Properties|null);

                /** ValidatorView checkoutContactInfoSubmitted. */
                checkoutContactInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                /** ValidatorView checkoutAddressInfoSubmitted. */
                checkoutAddressInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                /** ValidatorView checkoutShippingInfoSubmitted. */
                checkoutShippingInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                /** ValidatorView paymentInfoSubmitted. */
                paymentInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                /** ValidatorView verdict. */
                verdict: Uint8Array;

                /**
                 * Creates a new ValidatorView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ValidatorView instance
                 */
                static create(properties: pixelrelay.event.v1.ValidatorView.$Shape): pixelrelay.event.v1.ValidatorView & pixelrelay.event.v1.ValidatorView.$Shape;
                static create(properties?: pixelrelay.event.v1.ValidatorView.$Properties): pixelrelay.event.v1.ValidatorView;

                /**
                 * Encodes the specified ValidatorView message. Does not implicitly {@link pixelrelay.event.v1.ValidatorView.verify|verify} messages.
                 * @param message ValidatorView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ValidatorView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ValidatorView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ValidatorView & pixelrelay.event.v1.ValidatorView.$Shape} ValidatorView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ValidatorView & pixelrelay.event.v1.ValidatorView.$Shape;
            }

            namespace ValidatorView {

                /** Properties of a ValidatorView. */
                interface $Properties {

                    /** ValidatorView id */
                    id?: (string|null);

                    /** ValidatorView name */
                    name?: (string|null);

                    /** ValidatorView clientId */
                    clientId?: (string|null);

                    /** ValidatorView shopId */
                    shopId?: (string|null);

                    /** ValidatorView occurredMs */
                    occurredMs?: (number|null);

                    /** ValidatorView receivedMs */
                    receivedMs?: (number|null);

                    /** ValidatorView consent */
                    consent?: (pixelrelay.event.v1.Consent.$Properties|null);

                    /** ValidatorView productViewed */
                    productViewed?: (pixelrelay.event.v1.ProductViewedView.$Properties|null);

                    /** ValidatorView searchSubmitted */
                    searchSubmitted?: (pixelrelay.event.v1.SearchSubmittedView.$Properties|null);

                    /** ValidatorView productAddedToCart */
                    productAddedToCart?: (pixelrelay.event.v1.CartLineChangedView.$Properties|null);

                    /** ValidatorView checkoutStarted */
                    checkoutStarted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                    /** ValidatorView checkoutCompleted */
                    checkoutCompleted?: (pixelrelay.event.v1.CheckoutCompletedView.$Properties|null);

                    /** ValidatorView collectionViewed */
                    collectionViewed?: (pixelrelay.event.v1.CollectionViewedView.$Properties|null);

                    /** ValidatorView productRemovedFromCart */
                    productRemovedFromCart?: (pixelrelay.event.v1.CartLineChangedView.$Properties|null);

                    /** ValidatorView checkoutContactInfoSubmitted */
                    checkoutContactInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                    /** ValidatorView checkoutAddressInfoSubmitted */
                    checkoutAddressInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                    /** ValidatorView checkoutShippingInfoSubmitted */
                    checkoutShippingInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                    /** ValidatorView paymentInfoSubmitted */
                    paymentInfoSubmitted?: (pixelrelay.event.v1.CheckoutStepView.$Properties|null);

                    /** ValidatorView verdict */
                    verdict?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ValidatorView. */
                type $Shape = pixelrelay.event.v1.ValidatorView.$Properties;
            }

            /**
             * Properties of a ProductViewedView.
             * @deprecated Use pixelrelay.event.v1.ProductViewedView.$Properties instead.
             */
            interface IProductViewedView extends pixelrelay.event.v1.ProductViewedView.$Properties {
            }

            /** Represents a ProductViewedView. */
            class ProductViewedView {

                /**
                 * Constructs a new ProductViewedView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ProductViewedView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProductViewedView productVariant. */
                productVariant?: (Uint8Array|null);

                /**
                 * Creates a new ProductViewedView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ProductViewedView instance
                 */
                static create(properties: pixelrelay.event.v1.ProductViewedView.$Shape): pixelrelay.event.v1.ProductViewedView & pixelrelay.event.v1.ProductViewedView.$Shape;
                static create(properties?: pixelrelay.event.v1.ProductViewedView.$Properties): pixelrelay.event.v1.ProductViewedView;

                /**
                 * Encodes the specified ProductViewedView message. Does not implicitly {@link pixelrelay.event.v1.ProductViewedView.verify|verify} messages.
                 * @param message ProductViewedView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ProductViewedView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProductViewedView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ProductViewedView & pixelrelay.event.v1.ProductViewedView.$Shape} ProductViewedView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ProductViewedView & pixelrelay.event.v1.ProductViewedView.$Shape;
            }

            namespace ProductViewedView {

                /** Properties of a ProductViewedView. */
                interface $Properties {

                    /** ProductViewedView productVariant */
                    productVariant?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProductViewedView. */
                type $Shape = pixelrelay.event.v1.ProductViewedView.$Properties;
            }

            /**
             * Properties of a CollectionViewedView.
             * @deprecated Use pixelrelay.event.v1.CollectionViewedView.$Properties instead.
             */
            interface ICollectionViewedView extends pixelrelay.event.v1.CollectionViewedView.$Properties {
            }

            /** Represents a CollectionViewedView. */
            class CollectionViewedView {

                /**
                 * Constructs a new CollectionViewedView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CollectionViewedView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CollectionViewedView collection. */
                collection?: (Uint8Array|null);

                /**
                 * Creates a new CollectionViewedView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CollectionViewedView instance
                 */
                static create(properties: pixelrelay.event.v1.CollectionViewedView.$Shape): pixelrelay.event.v1.CollectionViewedView & pixelrelay.event.v1.CollectionViewedView.$Shape;
                static create(properties?: pixelrelay.event.v1.CollectionViewedView.$Properties): pixelrelay.event.v1.CollectionViewedView;

                /**
                 * Encodes the specified CollectionViewedView message. Does not implicitly {@link pixelrelay.event.v1.CollectionViewedView.verify|verify} messages.
                 * @param message CollectionViewedView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CollectionViewedView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CollectionViewedView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CollectionViewedView & pixelrelay.event.v1.CollectionViewedView.$Shape} CollectionViewedView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CollectionViewedView & pixelrelay.event.v1.CollectionViewedView.$Shape;
            }

            namespace CollectionViewedView {

                /** Properties of a CollectionViewedView. */
                interface $Properties {

                    /** CollectionViewedView collection */
                    collection?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CollectionViewedView. */
                type $Shape = pixelrelay.event.v1.CollectionViewedView.$Properties;
            }

            /**
             * Properties of a SearchSubmittedView.
             * @deprecated Use pixelrelay.event.v1.SearchSubmittedView.$Properties instead.
             */
            interface ISearchSubmittedView extends pixelrelay.event.v1.SearchSubmittedView.$Properties {
            }

            /** Represents a SearchSubmittedView. */
            class SearchSubmittedView {

                /**
                 * Constructs a new SearchSubmittedView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.SearchSubmittedView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SearchSubmittedView searchResult. */
                searchResult?: (pixelrelay.event.v1.SearchResultView.$Properties|null);

                /**
                 * Creates a new SearchSubmittedView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SearchSubmittedView instance
                 */
                static create(properties: pixelrelay.event.v1.SearchSubmittedView.$Shape): pixelrelay.event.v1.SearchSubmittedView & pixelrelay.event.v1.SearchSubmittedView.$Shape;
                static create(properties?: pixelrelay.event.v1.SearchSubmittedView.$Properties): pixelrelay.event.v1.SearchSubmittedView;

                /**
                 * Encodes the specified SearchSubmittedView message. Does not implicitly {@link pixelrelay.event.v1.SearchSubmittedView.verify|verify} messages.
                 * @param message SearchSubmittedView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.SearchSubmittedView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SearchSubmittedView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.SearchSubmittedView & pixelrelay.event.v1.SearchSubmittedView.$Shape} SearchSubmittedView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.SearchSubmittedView & pixelrelay.event.v1.SearchSubmittedView.$Shape;
            }

            namespace SearchSubmittedView {

                /** Properties of a SearchSubmittedView. */
                interface $Properties {

                    /** SearchSubmittedView searchResult */
                    searchResult?: (pixelrelay.event.v1.SearchResultView.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SearchSubmittedView. */
                type $Shape = pixelrelay.event.v1.SearchSubmittedView.$Properties;
            }

            /**
             * Properties of a SearchResultView.
             * @deprecated Use pixelrelay.event.v1.SearchResultView.$Properties instead.
             */
            interface ISearchResultView extends pixelrelay.event.v1.SearchResultView.$Properties {
            }

            /** Represents a SearchResultView. */
            class SearchResultView {

                /**
                 * Constructs a new SearchResultView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.SearchResultView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SearchResultView query. */
                query: string;

                /**
                 * Creates a new SearchResultView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SearchResultView instance
                 */
                static create(properties: pixelrelay.event.v1.SearchResultView.$Shape): pixelrelay.event.v1.SearchResultView & pixelrelay.event.v1.SearchResultView.$Shape;
                static create(properties?: pixelrelay.event.v1.SearchResultView.$Properties): pixelrelay.event.v1.SearchResultView;

                /**
                 * Encodes the specified SearchResultView message. Does not implicitly {@link pixelrelay.event.v1.SearchResultView.verify|verify} messages.
                 * @param message SearchResultView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.SearchResultView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SearchResultView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.SearchResultView & pixelrelay.event.v1.SearchResultView.$Shape} SearchResultView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.SearchResultView & pixelrelay.event.v1.SearchResultView.$Shape;
            }

            namespace SearchResultView {

                /** Properties of a SearchResultView. */
                interface $Properties {

                    /** SearchResultView query */
                    query?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SearchResultView. */
                type $Shape = pixelrelay.event.v1.SearchResultView.$Properties;
            }

            /**
             * Properties of a CartLineChangedView.
             * @deprecated Use pixelrelay.event.v1.CartLineChangedView.$Properties instead.
             */
            interface ICartLineChangedView extends pixelrelay.event.v1.CartLineChangedView.$Properties {
            }

            /** Represents a CartLineChangedView. */
            class CartLineChangedView {

                /**
                 * Constructs a new CartLineChangedView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CartLineChangedView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CartLineChangedView cartLine. */
                cartLine?: (pixelrelay.event.v1.CartLineView.$Properties|null);

                /**
                 * Creates a new CartLineChangedView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CartLineChangedView instance
                 */
                static create(properties: pixelrelay.event.v1.CartLineChangedView.$Shape): pixelrelay.event.v1.CartLineChangedView & pixelrelay.event.v1.CartLineChangedView.$Shape;
                static create(properties?: pixelrelay.event.v1.CartLineChangedView.$Properties): pixelrelay.event.v1.CartLineChangedView;

                /**
                 * Encodes the specified CartLineChangedView message. Does not implicitly {@link pixelrelay.event.v1.CartLineChangedView.verify|verify} messages.
                 * @param message CartLineChangedView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CartLineChangedView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CartLineChangedView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CartLineChangedView & pixelrelay.event.v1.CartLineChangedView.$Shape} CartLineChangedView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CartLineChangedView & pixelrelay.event.v1.CartLineChangedView.$Shape;
            }

            namespace CartLineChangedView {

                /** Properties of a CartLineChangedView. */
                interface $Properties {

                    /** CartLineChangedView cartLine */
                    cartLine?: (pixelrelay.event.v1.CartLineView.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CartLineChangedView. */
                type $Shape = pixelrelay.event.v1.CartLineChangedView.$Properties;
            }

            /**
             * Properties of a CartLineView.
             * @deprecated Use pixelrelay.event.v1.CartLineView.$Properties instead.
             */
            interface ICartLineView extends pixelrelay.event.v1.CartLineView.$Properties {
            }

            /** Represents a CartLineView. */
            class CartLineView {

                /**
                 * Constructs a new CartLineView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CartLineView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CartLineView merchandise. */
                merchandise?: (Uint8Array|null);

                /**
                 * Creates a new CartLineView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CartLineView instance
                 */
                static create(properties: pixelrelay.event.v1.CartLineView.$Shape): pixelrelay.event.v1.CartLineView & pixelrelay.event.v1.CartLineView.$Shape;
                static create(properties?: pixelrelay.event.v1.CartLineView.$Properties): pixelrelay.event.v1.CartLineView;

                /**
                 * Encodes the specified CartLineView message. Does not implicitly {@link pixelrelay.event.v1.CartLineView.verify|verify} messages.
                 * @param message CartLineView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CartLineView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CartLineView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CartLineView & pixelrelay.event.v1.CartLineView.$Shape} CartLineView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CartLineView & pixelrelay.event.v1.CartLineView.$Shape;
            }

            namespace CartLineView {

                /** Properties of a CartLineView. */
                interface $Properties {

                    /** CartLineView merchandise */
                    merchandise?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CartLineView. */
                type $Shape = pixelrelay.event.v1.CartLineView.$Properties;
            }

            /**
             * Properties of a CheckoutStepView.
             * @deprecated Use pixelrelay.event.v1.CheckoutStepView.$Properties instead.
             */
            interface ICheckoutStepView extends pixelrelay.event.v1.CheckoutStepView.$Properties {
            }

            /** Represents a CheckoutStepView. */
            class CheckoutStepView {

                /**
                 * Constructs a new CheckoutStepView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CheckoutStepView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CheckoutStepView checkout. */
                checkout?: (Uint8Array|null);

                /**
                 * Creates a new CheckoutStepView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CheckoutStepView instance
                 */
                static create(properties: pixelrelay.event.v1.CheckoutStepView.$Shape): pixelrelay.event.v1.CheckoutStepView & pixelrelay.event.v1.CheckoutStepView.$Shape;
                static create(properties?: pixelrelay.event.v1.CheckoutStepView.$Properties): pixelrelay.event.v1.CheckoutStepView;

                /**
                 * Encodes the specified CheckoutStepView message. Does not implicitly {@link pixelrelay.event.v1.CheckoutStepView.verify|verify} messages.
                 * @param message CheckoutStepView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CheckoutStepView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CheckoutStepView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CheckoutStepView & pixelrelay.event.v1.CheckoutStepView.$Shape} CheckoutStepView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CheckoutStepView & pixelrelay.event.v1.CheckoutStepView.$Shape;
            }

            namespace CheckoutStepView {

                /** Properties of a CheckoutStepView. */
                interface $Properties {

                    /** CheckoutStepView checkout */
                    checkout?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CheckoutStepView. */
                type $Shape = pixelrelay.event.v1.CheckoutStepView.$Properties;
            }

            /**
             * Properties of a CheckoutCompletedView.
             * @deprecated Use pixelrelay.event.v1.CheckoutCompletedView.$Properties instead.
             */
            interface ICheckoutCompletedView extends pixelrelay.event.v1.CheckoutCompletedView.$Properties {
            }

            /** Represents a CheckoutCompletedView. */
            class CheckoutCompletedView {

                /**
                 * Constructs a new CheckoutCompletedView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CheckoutCompletedView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CheckoutCompletedView checkout. */
                checkout?: (pixelrelay.event.v1.CheckoutView.$Properties|null);

                /**
                 * Creates a new CheckoutCompletedView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CheckoutCompletedView instance
                 */
                static create(properties: pixelrelay.event.v1.CheckoutCompletedView.$Shape): pixelrelay.event.v1.CheckoutCompletedView & pixelrelay.event.v1.CheckoutCompletedView.$Shape;
                static create(properties?: pixelrelay.event.v1.CheckoutCompletedView.$Properties): pixelrelay.event.v1.CheckoutCompletedView;

                /**
                 * Encodes the specified CheckoutCompletedView message. Does not implicitly {@link pixelrelay.event.v1.CheckoutCompletedView.verify|verify} messages.
                 * @param message CheckoutCompletedView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CheckoutCompletedView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CheckoutCompletedView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CheckoutCompletedView & pixelrelay.event.v1.CheckoutCompletedView.$Shape} CheckoutCompletedView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CheckoutCompletedView & pixelrelay.event.v1.CheckoutCompletedView.$Shape;
            }

            namespace CheckoutCompletedView {

                /** Properties of a CheckoutCompletedView. */
                interface $Properties {

                    /** CheckoutCompletedView checkout */
                    checkout?: (pixelrelay.event.v1.CheckoutView.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CheckoutCompletedView. */
                type $Shape = pixelrelay.event.v1.CheckoutCompletedView.$Properties;
            }

            /**
             * Properties of a CheckoutView.
             * @deprecated Use pixelrelay.event.v1.CheckoutView.$Properties instead.
             */
            interface ICheckoutView extends pixelrelay.event.v1.CheckoutView.$Properties {
            }

            /** Represents a CheckoutView. */
            class CheckoutView {

                /**
                 * Constructs a new CheckoutView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.CheckoutView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CheckoutView currencyCode. */
                currencyCode: string;

                /** CheckoutView order. */
                order?: (pixelrelay.event.v1.OrderView.$Properties|null);

                /** CheckoutView totalPrice. */
                totalPrice?: (pixelrelay.event.v1.MoneyView.$Properties|null);

                /** CheckoutView orderId. */
                orderId: string;

                /**
                 * Creates a new CheckoutView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CheckoutView instance
                 */
                static create(properties: pixelrelay.event.v1.CheckoutView.$Shape): pixelrelay.event.v1.CheckoutView & pixelrelay.event.v1.CheckoutView.$Shape;
                static create(properties?: pixelrelay.event.v1.CheckoutView.$Properties): pixelrelay.event.v1.CheckoutView;

                /**
                 * Encodes the specified CheckoutView message. Does not implicitly {@link pixelrelay.event.v1.CheckoutView.verify|verify} messages.
                 * @param message CheckoutView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.CheckoutView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CheckoutView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.CheckoutView & pixelrelay.event.v1.CheckoutView.$Shape} CheckoutView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.CheckoutView & pixelrelay.event.v1.CheckoutView.$Shape;
            }

            namespace CheckoutView {

                /** Properties of a CheckoutView. */
                interface $Properties {

                    /** CheckoutView currencyCode */
                    currencyCode?: (string|null);

                    /** CheckoutView order */
                    order?: (pixelrelay.event.v1.OrderView.$Properties|null);

                    /** CheckoutView totalPrice */
                    totalPrice?: (pixelrelay.event.v1.MoneyView.$Properties|null);

                    /** CheckoutView orderId */
                    orderId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CheckoutView. */
                type $Shape = pixelrelay.event.v1.CheckoutView.$Properties;
            }

            /**
             * Properties of an OrderView.
             * @deprecated Use pixelrelay.event.v1.OrderView.$Properties instead.
             */
            interface IOrderView extends pixelrelay.event.v1.OrderView.$Properties {
            }

            /** Represents an OrderView. */
            class OrderView {

                /**
                 * Constructs a new OrderView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.OrderView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OrderView id. */
                id: string;

                /**
                 * Creates a new OrderView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns OrderView instance
                 */
                static create(properties: pixelrelay.event.v1.OrderView.$Shape): pixelrelay.event.v1.OrderView & pixelrelay.event.v1.OrderView.$Shape;
                static create(properties?: pixelrelay.event.v1.OrderView.$Properties): pixelrelay.event.v1.OrderView;

                /**
                 * Encodes the specified OrderView message. Does not implicitly {@link pixelrelay.event.v1.OrderView.verify|verify} messages.
                 * @param message OrderView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.OrderView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OrderView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.OrderView & pixelrelay.event.v1.OrderView.$Shape} OrderView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.OrderView & pixelrelay.event.v1.OrderView.$Shape;
            }

            namespace OrderView {

                /** Properties of an OrderView. */
                interface $Properties {

                    /** OrderView id */
                    id?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OrderView. */
                type $Shape = pixelrelay.event.v1.OrderView.$Properties;
            }

            /**
             * Properties of a MoneyView.
             * @deprecated Use pixelrelay.event.v1.MoneyView.$Properties instead.
             */
            interface IMoneyView extends pixelrelay.event.v1.MoneyView.$Properties {
            }

            /** Represents a MoneyView. */
            class MoneyView {

                /**
                 * Constructs a new MoneyView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.MoneyView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MoneyView currencyCode. */
                currencyCode: string;

                /**
                 * Creates a new MoneyView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MoneyView instance
                 */
                static create(properties: pixelrelay.event.v1.MoneyView.$Shape): pixelrelay.event.v1.MoneyView & pixelrelay.event.v1.MoneyView.$Shape;
                static create(properties?: pixelrelay.event.v1.MoneyView.$Properties): pixelrelay.event.v1.MoneyView;

                /**
                 * Encodes the specified MoneyView message. Does not implicitly {@link pixelrelay.event.v1.MoneyView.verify|verify} messages.
                 * @param message MoneyView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.MoneyView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MoneyView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.MoneyView & pixelrelay.event.v1.MoneyView.$Shape} MoneyView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.MoneyView & pixelrelay.event.v1.MoneyView.$Shape;
            }

            namespace MoneyView {

                /** Properties of a MoneyView. */
                interface $Properties {

                    /** MoneyView currencyCode */
                    currencyCode?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MoneyView. */
                type $Shape = pixelrelay.event.v1.MoneyView.$Properties;
            }

            /**
             * Properties of an AugmenterView.
             * @deprecated Use pixelrelay.event.v1.AugmenterView.$Properties instead.
             */
            interface IAugmenterView extends pixelrelay.event.v1.AugmenterView.$Properties {
            }

            /** Represents an AugmenterView. */
            class AugmenterView {

                /**
                 * Constructs a new AugmenterView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.AugmenterView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AugmenterView client. */
                client?: (pixelrelay.event.v1.ClientView.$Properties|null);

                /** AugmenterView context. */
                context?: (pixelrelay.event.v1.ContextView.$Properties|null);

                /** AugmenterView augmentation. */
                augmentation: Uint8Array;

                /**
                 * Creates a new AugmenterView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AugmenterView instance
                 */
                static create(properties: pixelrelay.event.v1.AugmenterView.$Shape): pixelrelay.event.v1.AugmenterView & pixelrelay.event.v1.AugmenterView.$Shape;
                static create(properties?: pixelrelay.event.v1.AugmenterView.$Properties): pixelrelay.event.v1.AugmenterView;

                /**
                 * Encodes the specified AugmenterView message. Does not implicitly {@link pixelrelay.event.v1.AugmenterView.verify|verify} messages.
                 * @param message AugmenterView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.AugmenterView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AugmenterView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.AugmenterView & pixelrelay.event.v1.AugmenterView.$Shape} AugmenterView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.AugmenterView & pixelrelay.event.v1.AugmenterView.$Shape;
            }

            namespace AugmenterView {

                /** Properties of an AugmenterView. */
                interface $Properties {

                    /** AugmenterView client */
                    client?: (pixelrelay.event.v1.ClientView.$Properties|null);

                    /** AugmenterView context */
                    context?: (pixelrelay.event.v1.ContextView.$Properties|null);

                    /** AugmenterView augmentation */
                    augmentation?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AugmenterView. */
                type $Shape = pixelrelay.event.v1.AugmenterView.$Properties;
            }

            /**
             * Properties of a ClientView.
             * @deprecated Use pixelrelay.event.v1.ClientView.$Properties instead.
             */
            interface IClientView extends pixelrelay.event.v1.ClientView.$Properties {
            }

            /** Represents a ClientView. */
            class ClientView {

                /**
                 * Constructs a new ClientView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ClientView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClientView userAgent. */
                userAgent: string;

                /**
                 * Creates a new ClientView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ClientView instance
                 */
                static create(properties: pixelrelay.event.v1.ClientView.$Shape): pixelrelay.event.v1.ClientView & pixelrelay.event.v1.ClientView.$Shape;
                static create(properties?: pixelrelay.event.v1.ClientView.$Properties): pixelrelay.event.v1.ClientView;

                /**
                 * Encodes the specified ClientView message. Does not implicitly {@link pixelrelay.event.v1.ClientView.verify|verify} messages.
                 * @param message ClientView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ClientView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClientView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ClientView & pixelrelay.event.v1.ClientView.$Shape} ClientView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ClientView & pixelrelay.event.v1.ClientView.$Shape;
            }

            namespace ClientView {

                /** Properties of a ClientView. */
                interface $Properties {

                    /** ClientView userAgent */
                    userAgent?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClientView. */
                type $Shape = pixelrelay.event.v1.ClientView.$Properties;
            }

            /**
             * Properties of a ContextView.
             * @deprecated Use pixelrelay.event.v1.ContextView.$Properties instead.
             */
            interface IContextView extends pixelrelay.event.v1.ContextView.$Properties {
            }

            /** Represents a ContextView. */
            class ContextView {

                /**
                 * Constructs a new ContextView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.ContextView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ContextView document. */
                document?: (pixelrelay.event.v1.DocumentView.$Properties|null);

                /** ContextView navigator. */
                navigator?: (pixelrelay.event.v1.NavigatorView.$Properties|null);

                /**
                 * Creates a new ContextView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ContextView instance
                 */
                static create(properties: pixelrelay.event.v1.ContextView.$Shape): pixelrelay.event.v1.ContextView & pixelrelay.event.v1.ContextView.$Shape;
                static create(properties?: pixelrelay.event.v1.ContextView.$Properties): pixelrelay.event.v1.ContextView;

                /**
                 * Encodes the specified ContextView message. Does not implicitly {@link pixelrelay.event.v1.ContextView.verify|verify} messages.
                 * @param message ContextView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.ContextView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ContextView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.ContextView & pixelrelay.event.v1.ContextView.$Shape} ContextView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.ContextView & pixelrelay.event.v1.ContextView.$Shape;
            }

            namespace ContextView {

                /** Properties of a ContextView. */
                interface $Properties {

                    /** ContextView document */
                    document?: (pixelrelay.event.v1.DocumentView.$Properties|null);

                    /** ContextView navigator */
                    navigator?: (pixelrelay.event.v1.NavigatorView.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ContextView. */
                type $Shape = pixelrelay.event.v1.ContextView.$Properties;
            }

            /**
             * Properties of a DocumentView.
             * @deprecated Use pixelrelay.event.v1.DocumentView.$Properties instead.
             */
            interface IDocumentView extends pixelrelay.event.v1.DocumentView.$Properties {
            }

            /** Represents a DocumentView. */
            class DocumentView {

                /**
                 * Constructs a new DocumentView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.DocumentView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DocumentView location. */
                location?: (pixelrelay.event.v1.LocationView.$Properties|null);

                /**
                 * Creates a new DocumentView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DocumentView instance
                 */
                static create(properties: pixelrelay.event.v1.DocumentView.$Shape): pixelrelay.event.v1.DocumentView & pixelrelay.event.v1.DocumentView.$Shape;
                static create(properties?: pixelrelay.event.v1.DocumentView.$Properties): pixelrelay.event.v1.DocumentView;

                /**
                 * Encodes the specified DocumentView message. Does not implicitly {@link pixelrelay.event.v1.DocumentView.verify|verify} messages.
                 * @param message DocumentView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.DocumentView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DocumentView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.DocumentView & pixelrelay.event.v1.DocumentView.$Shape} DocumentView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.DocumentView & pixelrelay.event.v1.DocumentView.$Shape;
            }

            namespace DocumentView {

                /** Properties of a DocumentView. */
                interface $Properties {

                    /** DocumentView location */
                    location?: (pixelrelay.event.v1.LocationView.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DocumentView. */
                type $Shape = pixelrelay.event.v1.DocumentView.$Properties;
            }

            /**
             * Properties of a LocationView.
             * @deprecated Use pixelrelay.event.v1.LocationView.$Properties instead.
             */
            interface ILocationView extends pixelrelay.event.v1.LocationView.$Properties {
            }

            /** Represents a LocationView. */
            class LocationView {

                /**
                 * Constructs a new LocationView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.LocationView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LocationView href. */
                href: string;

                /** LocationView search. */
                search: string;

                /**
                 * Creates a new LocationView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns LocationView instance
                 */
                static create(properties: pixelrelay.event.v1.LocationView.$Shape): pixelrelay.event.v1.LocationView & pixelrelay.event.v1.LocationView.$Shape;
                static create(properties?: pixelrelay.event.v1.LocationView.$Properties): pixelrelay.event.v1.LocationView;

                /**
                 * Encodes the specified LocationView message. Does not implicitly {@link pixelrelay.event.v1.LocationView.verify|verify} messages.
                 * @param message LocationView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.LocationView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LocationView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.LocationView & pixelrelay.event.v1.LocationView.$Shape} LocationView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.LocationView & pixelrelay.event.v1.LocationView.$Shape;
            }

            namespace LocationView {

                /** Properties of a LocationView. */
                interface $Properties {

                    /** LocationView href */
                    href?: (string|null);

                    /** LocationView search */
                    search?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LocationView. */
                type $Shape = pixelrelay.event.v1.LocationView.$Properties;
            }

            /**
             * Properties of a NavigatorView.
             * @deprecated Use pixelrelay.event.v1.NavigatorView.$Properties instead.
             */
            interface INavigatorView extends pixelrelay.event.v1.NavigatorView.$Properties {
            }

            /** Represents a NavigatorView. */
            class NavigatorView {

                /**
                 * Constructs a new NavigatorView.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.event.v1.NavigatorView.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** NavigatorView userAgent. */
                userAgent: string;

                /**
                 * Creates a new NavigatorView instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns NavigatorView instance
                 */
                static create(properties: pixelrelay.event.v1.NavigatorView.$Shape): pixelrelay.event.v1.NavigatorView & pixelrelay.event.v1.NavigatorView.$Shape;
                static create(properties?: pixelrelay.event.v1.NavigatorView.$Properties): pixelrelay.event.v1.NavigatorView;

                /**
                 * Encodes the specified NavigatorView message. Does not implicitly {@link pixelrelay.event.v1.NavigatorView.verify|verify} messages.
                 * @param message NavigatorView message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.event.v1.NavigatorView.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a NavigatorView message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.event.v1.NavigatorView & pixelrelay.event.v1.NavigatorView.$Shape} NavigatorView
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.event.v1.NavigatorView & pixelrelay.event.v1.NavigatorView.$Shape;
            }

            namespace NavigatorView {

                /** Properties of a NavigatorView. */
                interface $Properties {

                    /** NavigatorView userAgent */
                    userAgent?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a NavigatorView. */
                type $Shape = pixelrelay.event.v1.NavigatorView.$Properties;
            }
        }
    }

    /** Namespace control. */
    namespace control {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a GetStatusRequest.
             * @deprecated Use pixelrelay.control.v1.GetStatusRequest.$Properties instead.
             */
            interface IGetStatusRequest extends pixelrelay.control.v1.GetStatusRequest.$Properties {
            }

            /** Represents a GetStatusRequest. */
            class GetStatusRequest {

                /**
                 * Constructs a new GetStatusRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.GetStatusRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new GetStatusRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GetStatusRequest instance
                 */
                static create(properties: pixelrelay.control.v1.GetStatusRequest.$Shape): pixelrelay.control.v1.GetStatusRequest & pixelrelay.control.v1.GetStatusRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.GetStatusRequest.$Properties): pixelrelay.control.v1.GetStatusRequest;

                /**
                 * Encodes the specified GetStatusRequest message. Does not implicitly {@link pixelrelay.control.v1.GetStatusRequest.verify|verify} messages.
                 * @param message GetStatusRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.GetStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GetStatusRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.GetStatusRequest & pixelrelay.control.v1.GetStatusRequest.$Shape} GetStatusRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.GetStatusRequest & pixelrelay.control.v1.GetStatusRequest.$Shape;
            }

            namespace GetStatusRequest {

                /** Properties of a GetStatusRequest. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GetStatusRequest. */
                type $Shape = pixelrelay.control.v1.GetStatusRequest.$Properties;
            }

            /**
             * Properties of a WatchStatusRequest.
             * @deprecated Use pixelrelay.control.v1.WatchStatusRequest.$Properties instead.
             */
            interface IWatchStatusRequest extends pixelrelay.control.v1.WatchStatusRequest.$Properties {
            }

            /** Represents a WatchStatusRequest. */
            class WatchStatusRequest {

                /**
                 * Constructs a new WatchStatusRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.WatchStatusRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** WatchStatusRequest intervalMs. */
                intervalMs: number;

                /**
                 * Creates a new WatchStatusRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns WatchStatusRequest instance
                 */
                static create(properties: pixelrelay.control.v1.WatchStatusRequest.$Shape): pixelrelay.control.v1.WatchStatusRequest & pixelrelay.control.v1.WatchStatusRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.WatchStatusRequest.$Properties): pixelrelay.control.v1.WatchStatusRequest;

                /**
                 * Encodes the specified WatchStatusRequest message. Does not implicitly {@link pixelrelay.control.v1.WatchStatusRequest.verify|verify} messages.
                 * @param message WatchStatusRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.WatchStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WatchStatusRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.WatchStatusRequest & pixelrelay.control.v1.WatchStatusRequest.$Shape} WatchStatusRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.WatchStatusRequest & pixelrelay.control.v1.WatchStatusRequest.$Shape;
            }

            namespace WatchStatusRequest {

                /** Properties of a WatchStatusRequest. */
                interface $Properties {

                    /** WatchStatusRequest intervalMs */
                    intervalMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a WatchStatusRequest. */
                type $Shape = pixelrelay.control.v1.WatchStatusRequest.$Properties;
            }

            /**
             * Properties of a SetWorkersRequest.
             * @deprecated Use pixelrelay.control.v1.SetWorkersRequest.$Properties instead.
             */
            interface ISetWorkersRequest extends pixelrelay.control.v1.SetWorkersRequest.$Properties {
            }

            /** Represents a SetWorkersRequest. */
            class SetWorkersRequest {

                /**
                 * Constructs a new SetWorkersRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.SetWorkersRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetWorkersRequest workers. */
                workers: number;

                /** SetWorkersRequest requestedBy. */
                requestedBy: string;

                /**
                 * Creates a new SetWorkersRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetWorkersRequest instance
                 */
                static create(properties: pixelrelay.control.v1.SetWorkersRequest.$Shape): pixelrelay.control.v1.SetWorkersRequest & pixelrelay.control.v1.SetWorkersRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.SetWorkersRequest.$Properties): pixelrelay.control.v1.SetWorkersRequest;

                /**
                 * Encodes the specified SetWorkersRequest message. Does not implicitly {@link pixelrelay.control.v1.SetWorkersRequest.verify|verify} messages.
                 * @param message SetWorkersRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.SetWorkersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetWorkersRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.SetWorkersRequest & pixelrelay.control.v1.SetWorkersRequest.$Shape} SetWorkersRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.SetWorkersRequest & pixelrelay.control.v1.SetWorkersRequest.$Shape;
            }

            namespace SetWorkersRequest {

                /** Properties of a SetWorkersRequest. */
                interface $Properties {

                    /** SetWorkersRequest workers */
                    workers?: (number|null);

                    /** SetWorkersRequest requestedBy */
                    requestedBy?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetWorkersRequest. */
                type $Shape = pixelrelay.control.v1.SetWorkersRequest.$Properties;
            }

            /**
             * Properties of a PauseRequest.
             * @deprecated Use pixelrelay.control.v1.PauseRequest.$Properties instead.
             */
            interface IPauseRequest extends pixelrelay.control.v1.PauseRequest.$Properties {
            }

            /** Represents a PauseRequest. */
            class PauseRequest {

                /**
                 * Constructs a new PauseRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.PauseRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new PauseRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PauseRequest instance
                 */
                static create(properties: pixelrelay.control.v1.PauseRequest.$Shape): pixelrelay.control.v1.PauseRequest & pixelrelay.control.v1.PauseRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.PauseRequest.$Properties): pixelrelay.control.v1.PauseRequest;

                /**
                 * Encodes the specified PauseRequest message. Does not implicitly {@link pixelrelay.control.v1.PauseRequest.verify|verify} messages.
                 * @param message PauseRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.PauseRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PauseRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.PauseRequest & pixelrelay.control.v1.PauseRequest.$Shape} PauseRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.PauseRequest & pixelrelay.control.v1.PauseRequest.$Shape;
            }

            namespace PauseRequest {

                /** Properties of a PauseRequest. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PauseRequest. */
                type $Shape = pixelrelay.control.v1.PauseRequest.$Properties;
            }

            /**
             * Properties of a ResumeRequest.
             * @deprecated Use pixelrelay.control.v1.ResumeRequest.$Properties instead.
             */
            interface IResumeRequest extends pixelrelay.control.v1.ResumeRequest.$Properties {
            }

            /** Represents a ResumeRequest. */
            class ResumeRequest {

                /**
                 * Constructs a new ResumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.ResumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new ResumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ResumeRequest instance
                 */
                static create(properties: pixelrelay.control.v1.ResumeRequest.$Shape): pixelrelay.control.v1.ResumeRequest & pixelrelay.control.v1.ResumeRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.ResumeRequest.$Properties): pixelrelay.control.v1.ResumeRequest;

                /**
                 * Encodes the specified ResumeRequest message. Does not implicitly {@link pixelrelay.control.v1.ResumeRequest.verify|verify} messages.
                 * @param message ResumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.ResumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ResumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.ResumeRequest & pixelrelay.control.v1.ResumeRequest.$Shape} ResumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.ResumeRequest & pixelrelay.control.v1.ResumeRequest.$Shape;
            }

            namespace ResumeRequest {

                /** Properties of a ResumeRequest. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ResumeRequest. */
                type $Shape = pixelrelay.control.v1.ResumeRequest.$Properties;
            }

            /**
             * Properties of a DrainRequest.
             * @deprecated Use pixelrelay.control.v1.DrainRequest.$Properties instead.
             */
            interface IDrainRequest extends pixelrelay.control.v1.DrainRequest.$Properties {
            }

            /** Represents a DrainRequest. */
            class DrainRequest {

                /**
                 * Constructs a new DrainRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.DrainRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new DrainRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DrainRequest instance
                 */
                static create(properties: pixelrelay.control.v1.DrainRequest.$Shape): pixelrelay.control.v1.DrainRequest & pixelrelay.control.v1.DrainRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.DrainRequest.$Properties): pixelrelay.control.v1.DrainRequest;

                /**
                 * Encodes the specified DrainRequest message. Does not implicitly {@link pixelrelay.control.v1.DrainRequest.verify|verify} messages.
                 * @param message DrainRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.DrainRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DrainRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.DrainRequest & pixelrelay.control.v1.DrainRequest.$Shape} DrainRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.DrainRequest & pixelrelay.control.v1.DrainRequest.$Shape;
            }

            namespace DrainRequest {

                /** Properties of a DrainRequest. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DrainRequest. */
                type $Shape = pixelrelay.control.v1.DrainRequest.$Properties;
            }

            /**
             * Properties of an ExplainFrontierRequest.
             * @deprecated Use pixelrelay.control.v1.ExplainFrontierRequest.$Properties instead.
             */
            interface IExplainFrontierRequest extends pixelrelay.control.v1.ExplainFrontierRequest.$Properties {
            }

            /** Represents an ExplainFrontierRequest. */
            class ExplainFrontierRequest {

                /**
                 * Constructs a new ExplainFrontierRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.ExplainFrontierRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new ExplainFrontierRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExplainFrontierRequest instance
                 */
                static create(properties: pixelrelay.control.v1.ExplainFrontierRequest.$Shape): pixelrelay.control.v1.ExplainFrontierRequest & pixelrelay.control.v1.ExplainFrontierRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.ExplainFrontierRequest.$Properties): pixelrelay.control.v1.ExplainFrontierRequest;

                /**
                 * Encodes the specified ExplainFrontierRequest message. Does not implicitly {@link pixelrelay.control.v1.ExplainFrontierRequest.verify|verify} messages.
                 * @param message ExplainFrontierRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.ExplainFrontierRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExplainFrontierRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.ExplainFrontierRequest & pixelrelay.control.v1.ExplainFrontierRequest.$Shape} ExplainFrontierRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.ExplainFrontierRequest & pixelrelay.control.v1.ExplainFrontierRequest.$Shape;
            }

            namespace ExplainFrontierRequest {

                /** Properties of an ExplainFrontierRequest. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExplainFrontierRequest. */
                type $Shape = pixelrelay.control.v1.ExplainFrontierRequest.$Properties;
            }

            /**
             * Properties of a StageStatus.
             * @deprecated Use pixelrelay.control.v1.StageStatus.$Properties instead.
             */
            interface IStageStatus extends pixelrelay.control.v1.StageStatus.$Properties {
            }

            /** Represents a StageStatus. */
            class StageStatus {

                /**
                 * Constructs a new StageStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.StageStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StageStatus stage. */
                stage: string;

                /** StageStatus instance. */
                instance: string;

                /** StageStatus version. */
                version: string;

                /** StageStatus lifecycle. */
                lifecycle: pixelrelay.control.v1.Lifecycle;

                /** StageStatus uptimeMs. */
                uptimeMs: number;

                /** StageStatus pool. */
                pool?: (pixelrelay.control.v1.PoolStatus.$Properties|null);

                /** StageStatus partitions. */
                partitions: pixelrelay.control.v1.PartitionStatus.$Properties[];

                /** StageStatus totals. */
                totals?: (pixelrelay.control.v1.Totals.$Properties|null);

                /** StageStatus process. */
                process?: (pixelrelay.control.v1.ProcessUsage.$Properties|null);

                /** StageStatus age. */
                age?: (pixelrelay.control.v1.AgeStatus.$Properties|null);

                /**
                 * Creates a new StageStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StageStatus instance
                 */
                static create(properties: pixelrelay.control.v1.StageStatus.$Shape): pixelrelay.control.v1.StageStatus & pixelrelay.control.v1.StageStatus.$Shape;
                static create(properties?: pixelrelay.control.v1.StageStatus.$Properties): pixelrelay.control.v1.StageStatus;

                /**
                 * Encodes the specified StageStatus message. Does not implicitly {@link pixelrelay.control.v1.StageStatus.verify|verify} messages.
                 * @param message StageStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.StageStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StageStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.StageStatus & pixelrelay.control.v1.StageStatus.$Shape} StageStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.StageStatus & pixelrelay.control.v1.StageStatus.$Shape;
            }

            namespace StageStatus {

                /** Properties of a StageStatus. */
                interface $Properties {

                    /** StageStatus stage */
                    stage?: (string|null);

                    /** StageStatus instance */
                    instance?: (string|null);

                    /** StageStatus version */
                    version?: (string|null);

                    /** StageStatus lifecycle */
                    lifecycle?: (pixelrelay.control.v1.Lifecycle|null);

                    /** StageStatus uptimeMs */
                    uptimeMs?: (number|null);

                    /** StageStatus pool */
                    pool?: (pixelrelay.control.v1.PoolStatus.$Properties|null);

                    /** StageStatus partitions */
                    partitions?: (pixelrelay.control.v1.PartitionStatus.$Properties[]|null);

                    /** StageStatus totals */
                    totals?: (pixelrelay.control.v1.Totals.$Properties|null);

                    /** StageStatus process */
                    process?: (pixelrelay.control.v1.ProcessUsage.$Properties|null);

                    /** StageStatus age */
                    age?: (pixelrelay.control.v1.AgeStatus.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StageStatus. */
                type $Shape = pixelrelay.control.v1.StageStatus.$Properties;
            }

            /** Lifecycle enum. */
            enum Lifecycle {

                /** LIFECYCLE_UNSPECIFIED value */
                LIFECYCLE_UNSPECIFIED = 0,

                /** STARTING value */
                STARTING = 1,

                /** RUNNING value */
                RUNNING = 2,

                /** PAUSED value */
                PAUSED = 3,

                /** REBALANCING value */
                REBALANCING = 4,

                /** DRAINING value */
                DRAINING = 5,

                /** STOPPED value */
                STOPPED = 6
            }

            /**
             * Properties of a PoolStatus.
             * @deprecated Use pixelrelay.control.v1.PoolStatus.$Properties instead.
             */
            interface IPoolStatus extends pixelrelay.control.v1.PoolStatus.$Properties {
            }

            /** Represents a PoolStatus. */
            class PoolStatus {

                /**
                 * Constructs a new PoolStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.PoolStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PoolStatus kind. */
                kind: string;

                /** PoolStatus workers. */
                workers: number;

                /** PoolStatus busy. */
                busy: number;

                /** PoolStatus queued. */
                queued: number;

                /** PoolStatus queueMax. */
                queueMax: number;

                /** PoolStatus queuedBytes. */
                queuedBytes: number;

                /** PoolStatus queueBytesMax. */
                queueBytesMax: number;

                /** PoolStatus oldestQueuedMs. */
                oldestQueuedMs: number;

                /** PoolStatus completed. */
                completed: number;

                /** PoolStatus failed. */
                failed: number;

                /** PoolStatus timedOut. */
                timedOut: number;

                /** PoolStatus crashed. */
                crashed: number;

                /** PoolStatus resized. */
                resized: number;

                /** PoolStatus lastResizedBy. */
                lastResizedBy: string;

                /** PoolStatus wait. */
                wait?: (pixelrelay.control.v1.Distribution.$Properties|null);

                /** PoolStatus run. */
                run?: (pixelrelay.control.v1.Distribution.$Properties|null);

                /**
                 * Creates a new PoolStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PoolStatus instance
                 */
                static create(properties: pixelrelay.control.v1.PoolStatus.$Shape): pixelrelay.control.v1.PoolStatus & pixelrelay.control.v1.PoolStatus.$Shape;
                static create(properties?: pixelrelay.control.v1.PoolStatus.$Properties): pixelrelay.control.v1.PoolStatus;

                /**
                 * Encodes the specified PoolStatus message. Does not implicitly {@link pixelrelay.control.v1.PoolStatus.verify|verify} messages.
                 * @param message PoolStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.PoolStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PoolStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.PoolStatus & pixelrelay.control.v1.PoolStatus.$Shape} PoolStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.PoolStatus & pixelrelay.control.v1.PoolStatus.$Shape;
            }

            namespace PoolStatus {

                /** Properties of a PoolStatus. */
                interface $Properties {

                    /** PoolStatus kind */
                    kind?: (string|null);

                    /** PoolStatus workers */
                    workers?: (number|null);

                    /** PoolStatus busy */
                    busy?: (number|null);

                    /** PoolStatus queued */
                    queued?: (number|null);

                    /** PoolStatus queueMax */
                    queueMax?: (number|null);

                    /** PoolStatus queuedBytes */
                    queuedBytes?: (number|null);

                    /** PoolStatus queueBytesMax */
                    queueBytesMax?: (number|null);

                    /** PoolStatus oldestQueuedMs */
                    oldestQueuedMs?: (number|null);

                    /** PoolStatus completed */
                    completed?: (number|null);

                    /** PoolStatus failed */
                    failed?: (number|null);

                    /** PoolStatus timedOut */
                    timedOut?: (number|null);

                    /** PoolStatus crashed */
                    crashed?: (number|null);

                    /** PoolStatus resized */
                    resized?: (number|null);

                    /** PoolStatus lastResizedBy */
                    lastResizedBy?: (string|null);

                    /** PoolStatus wait */
                    wait?: (pixelrelay.control.v1.Distribution.$Properties|null);

                    /** PoolStatus run */
                    run?: (pixelrelay.control.v1.Distribution.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PoolStatus. */
                type $Shape = pixelrelay.control.v1.PoolStatus.$Properties;
            }

            /**
             * Properties of a Distribution.
             * @deprecated Use pixelrelay.control.v1.Distribution.$Properties instead.
             */
            interface IDistribution extends pixelrelay.control.v1.Distribution.$Properties {
            }

            /** Represents a Distribution. */
            class Distribution {

                /**
                 * Constructs a new Distribution.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.Distribution.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Distribution count. */
                count: number;

                /** Distribution p50Ms. */
                p50Ms: number;

                /** Distribution p99Ms. */
                p99Ms: number;

                /** Distribution maxMs. */
                maxMs: number;

                /**
                 * Creates a new Distribution instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Distribution instance
                 */
                static create(properties: pixelrelay.control.v1.Distribution.$Shape): pixelrelay.control.v1.Distribution & pixelrelay.control.v1.Distribution.$Shape;
                static create(properties?: pixelrelay.control.v1.Distribution.$Properties): pixelrelay.control.v1.Distribution;

                /**
                 * Encodes the specified Distribution message. Does not implicitly {@link pixelrelay.control.v1.Distribution.verify|verify} messages.
                 * @param message Distribution message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.Distribution.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Distribution message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.Distribution & pixelrelay.control.v1.Distribution.$Shape} Distribution
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.Distribution & pixelrelay.control.v1.Distribution.$Shape;
            }

            namespace Distribution {

                /** Properties of a Distribution. */
                interface $Properties {

                    /** Distribution count */
                    count?: (number|null);

                    /** Distribution p50Ms */
                    p50Ms?: (number|null);

                    /** Distribution p99Ms */
                    p99Ms?: (number|null);

                    /** Distribution maxMs */
                    maxMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Distribution. */
                type $Shape = pixelrelay.control.v1.Distribution.$Properties;
            }

            /**
             * Properties of a PartitionStatus.
             * @deprecated Use pixelrelay.control.v1.PartitionStatus.$Properties instead.
             */
            interface IPartitionStatus extends pixelrelay.control.v1.PartitionStatus.$Properties {
            }

            /** Represents a PartitionStatus. */
            class PartitionStatus {

                /**
                 * Constructs a new PartitionStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.PartitionStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PartitionStatus topic. */
                topic: string;

                /** PartitionStatus partition. */
                partition: number;

                /** PartitionStatus position. */
                position: number;

                /** PartitionStatus committed. */
                committed: number;

                /** PartitionStatus logEnd. */
                logEnd: number;

                /** PartitionStatus inFlightEvents. */
                inFlightEvents: number;

                /** PartitionStatus lagEvents. */
                lagEvents: number;

                /** PartitionStatus frontierAgeMs. */
                frontierAgeMs: number;

                /** PartitionStatus held. */
                held?: (pixelrelay.control.v1.HeldRecords.$Properties|null);

                /**
                 * Creates a new PartitionStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PartitionStatus instance
                 */
                static create(properties: pixelrelay.control.v1.PartitionStatus.$Shape): pixelrelay.control.v1.PartitionStatus & pixelrelay.control.v1.PartitionStatus.$Shape;
                static create(properties?: pixelrelay.control.v1.PartitionStatus.$Properties): pixelrelay.control.v1.PartitionStatus;

                /**
                 * Encodes the specified PartitionStatus message. Does not implicitly {@link pixelrelay.control.v1.PartitionStatus.verify|verify} messages.
                 * @param message PartitionStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.PartitionStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PartitionStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.PartitionStatus & pixelrelay.control.v1.PartitionStatus.$Shape} PartitionStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.PartitionStatus & pixelrelay.control.v1.PartitionStatus.$Shape;
            }

            namespace PartitionStatus {

                /** Properties of a PartitionStatus. */
                interface $Properties {

                    /** PartitionStatus topic */
                    topic?: (string|null);

                    /** PartitionStatus partition */
                    partition?: (number|null);

                    /** PartitionStatus position */
                    position?: (number|null);

                    /** PartitionStatus committed */
                    committed?: (number|null);

                    /** PartitionStatus logEnd */
                    logEnd?: (number|null);

                    /** PartitionStatus inFlightEvents */
                    inFlightEvents?: (number|null);

                    /** PartitionStatus lagEvents */
                    lagEvents?: (number|null);

                    /** PartitionStatus frontierAgeMs */
                    frontierAgeMs?: (number|null);

                    /** PartitionStatus held */
                    held?: (pixelrelay.control.v1.HeldRecords.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PartitionStatus. */
                type $Shape = pixelrelay.control.v1.PartitionStatus.$Properties;
            }

            /**
             * Properties of a HeldRecords.
             * @deprecated Use pixelrelay.control.v1.HeldRecords.$Properties instead.
             */
            interface IHeldRecords extends pixelrelay.control.v1.HeldRecords.$Properties {
            }

            /** Represents a HeldRecords. */
            class HeldRecords {

                /**
                 * Constructs a new HeldRecords.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.HeldRecords.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HeldRecords from. */
                from: number;

                /** HeldRecords next. */
                next: number;

                /** HeldRecords reason. */
                reason: string;

                /**
                 * Creates a new HeldRecords instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HeldRecords instance
                 */
                static create(properties: pixelrelay.control.v1.HeldRecords.$Shape): pixelrelay.control.v1.HeldRecords & pixelrelay.control.v1.HeldRecords.$Shape;
                static create(properties?: pixelrelay.control.v1.HeldRecords.$Properties): pixelrelay.control.v1.HeldRecords;

                /**
                 * Encodes the specified HeldRecords message. Does not implicitly {@link pixelrelay.control.v1.HeldRecords.verify|verify} messages.
                 * @param message HeldRecords message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.HeldRecords.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HeldRecords message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.HeldRecords & pixelrelay.control.v1.HeldRecords.$Shape} HeldRecords
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.HeldRecords & pixelrelay.control.v1.HeldRecords.$Shape;
            }

            namespace HeldRecords {

                /** Properties of a HeldRecords. */
                interface $Properties {

                    /** HeldRecords from */
                    from?: (number|null);

                    /** HeldRecords next */
                    next?: (number|null);

                    /** HeldRecords reason */
                    reason?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HeldRecords. */
                type $Shape = pixelrelay.control.v1.HeldRecords.$Properties;
            }

            /**
             * Properties of a Totals.
             * @deprecated Use pixelrelay.control.v1.Totals.$Properties instead.
             */
            interface ITotals extends pixelrelay.control.v1.Totals.$Properties {
            }

            /** Represents a Totals. */
            class Totals {

                /**
                 * Constructs a new Totals.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.Totals.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Totals eventsIn. */
                eventsIn: number;

                /** Totals eventsOut. */
                eventsOut: number;

                /** Totals denied. */
                denied: number;

                /** Totals filtered. */
                filtered: number;

                /** Totals dead. */
                dead: number;

                /** Totals recordsIn. */
                recordsIn: number;

                /** Totals recordsOut. */
                recordsOut: number;

                /** Totals bytesIn. */
                bytesIn: number;

                /** Totals bytesOut. */
                bytesOut: number;

                /** Totals deliveries. */
                deliveries: pixelrelay.control.v1.PartnerTotals.$Properties[];

                /**
                 * Creates a new Totals instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Totals instance
                 */
                static create(properties: pixelrelay.control.v1.Totals.$Shape): pixelrelay.control.v1.Totals & pixelrelay.control.v1.Totals.$Shape;
                static create(properties?: pixelrelay.control.v1.Totals.$Properties): pixelrelay.control.v1.Totals;

                /**
                 * Encodes the specified Totals message. Does not implicitly {@link pixelrelay.control.v1.Totals.verify|verify} messages.
                 * @param message Totals message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.Totals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Totals message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.Totals & pixelrelay.control.v1.Totals.$Shape} Totals
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.Totals & pixelrelay.control.v1.Totals.$Shape;
            }

            namespace Totals {

                /** Properties of a Totals. */
                interface $Properties {

                    /** Totals eventsIn */
                    eventsIn?: (number|null);

                    /** Totals eventsOut */
                    eventsOut?: (number|null);

                    /** Totals denied */
                    denied?: (number|null);

                    /** Totals filtered */
                    filtered?: (number|null);

                    /** Totals dead */
                    dead?: (number|null);

                    /** Totals recordsIn */
                    recordsIn?: (number|null);

                    /** Totals recordsOut */
                    recordsOut?: (number|null);

                    /** Totals bytesIn */
                    bytesIn?: (number|null);

                    /** Totals bytesOut */
                    bytesOut?: (number|null);

                    /** Totals deliveries */
                    deliveries?: (pixelrelay.control.v1.PartnerTotals.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Totals. */
                type $Shape = pixelrelay.control.v1.Totals.$Properties;
            }

            /**
             * Properties of a PartnerTotals.
             * @deprecated Use pixelrelay.control.v1.PartnerTotals.$Properties instead.
             */
            interface IPartnerTotals extends pixelrelay.control.v1.PartnerTotals.$Properties {
            }

            /** Represents a PartnerTotals. */
            class PartnerTotals {

                /**
                 * Constructs a new PartnerTotals.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.PartnerTotals.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PartnerTotals partner. */
                partner: string;

                /** PartnerTotals accepted. */
                accepted: number;

                /** PartnerTotals retrying. */
                retrying: number;

                /** PartnerTotals dead. */
                dead: number;

                /** PartnerTotals requests. */
                requests: number;

                /**
                 * Creates a new PartnerTotals instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PartnerTotals instance
                 */
                static create(properties: pixelrelay.control.v1.PartnerTotals.$Shape): pixelrelay.control.v1.PartnerTotals & pixelrelay.control.v1.PartnerTotals.$Shape;
                static create(properties?: pixelrelay.control.v1.PartnerTotals.$Properties): pixelrelay.control.v1.PartnerTotals;

                /**
                 * Encodes the specified PartnerTotals message. Does not implicitly {@link pixelrelay.control.v1.PartnerTotals.verify|verify} messages.
                 * @param message PartnerTotals message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.PartnerTotals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PartnerTotals message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.PartnerTotals & pixelrelay.control.v1.PartnerTotals.$Shape} PartnerTotals
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.PartnerTotals & pixelrelay.control.v1.PartnerTotals.$Shape;
            }

            namespace PartnerTotals {

                /** Properties of a PartnerTotals. */
                interface $Properties {

                    /** PartnerTotals partner */
                    partner?: (string|null);

                    /** PartnerTotals accepted */
                    accepted?: (number|null);

                    /** PartnerTotals retrying */
                    retrying?: (number|null);

                    /** PartnerTotals dead */
                    dead?: (number|null);

                    /** PartnerTotals requests */
                    requests?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PartnerTotals. */
                type $Shape = pixelrelay.control.v1.PartnerTotals.$Properties;
            }

            /**
             * Properties of a ProcessUsage.
             * @deprecated Use pixelrelay.control.v1.ProcessUsage.$Properties instead.
             */
            interface IProcessUsage extends pixelrelay.control.v1.ProcessUsage.$Properties {
            }

            /** Represents a ProcessUsage. */
            class ProcessUsage {

                /**
                 * Constructs a new ProcessUsage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.ProcessUsage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProcessUsage cpuMicros. */
                cpuMicros: number;

                /** ProcessUsage residentBytes. */
                residentBytes: number;

                /** ProcessUsage loopDelayP99Ms. */
                loopDelayP99Ms: number;

                /**
                 * Creates a new ProcessUsage instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ProcessUsage instance
                 */
                static create(properties: pixelrelay.control.v1.ProcessUsage.$Shape): pixelrelay.control.v1.ProcessUsage & pixelrelay.control.v1.ProcessUsage.$Shape;
                static create(properties?: pixelrelay.control.v1.ProcessUsage.$Properties): pixelrelay.control.v1.ProcessUsage;

                /**
                 * Encodes the specified ProcessUsage message. Does not implicitly {@link pixelrelay.control.v1.ProcessUsage.verify|verify} messages.
                 * @param message ProcessUsage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.ProcessUsage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProcessUsage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.ProcessUsage & pixelrelay.control.v1.ProcessUsage.$Shape} ProcessUsage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.ProcessUsage & pixelrelay.control.v1.ProcessUsage.$Shape;
            }

            namespace ProcessUsage {

                /** Properties of a ProcessUsage. */
                interface $Properties {

                    /** ProcessUsage cpuMicros */
                    cpuMicros?: (number|null);

                    /** ProcessUsage residentBytes */
                    residentBytes?: (number|null);

                    /** ProcessUsage loopDelayP99Ms */
                    loopDelayP99Ms?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProcessUsage. */
                type $Shape = pixelrelay.control.v1.ProcessUsage.$Properties;
            }

            /**
             * Properties of an AgeStatus.
             * @deprecated Use pixelrelay.control.v1.AgeStatus.$Properties instead.
             */
            interface IAgeStatus extends pixelrelay.control.v1.AgeStatus.$Properties {
            }

            /** Represents an AgeStatus. */
            class AgeStatus {

                /**
                 * Constructs a new AgeStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.AgeStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AgeStatus p50Ms. */
                p50Ms: number;

                /** AgeStatus p99Ms. */
                p99Ms: number;

                /** AgeStatus maxMs. */
                maxMs: number;

                /**
                 * Creates a new AgeStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AgeStatus instance
                 */
                static create(properties: pixelrelay.control.v1.AgeStatus.$Shape): pixelrelay.control.v1.AgeStatus & pixelrelay.control.v1.AgeStatus.$Shape;
                static create(properties?: pixelrelay.control.v1.AgeStatus.$Properties): pixelrelay.control.v1.AgeStatus;

                /**
                 * Encodes the specified AgeStatus message. Does not implicitly {@link pixelrelay.control.v1.AgeStatus.verify|verify} messages.
                 * @param message AgeStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.AgeStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AgeStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.AgeStatus & pixelrelay.control.v1.AgeStatus.$Shape} AgeStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.AgeStatus & pixelrelay.control.v1.AgeStatus.$Shape;
            }

            namespace AgeStatus {

                /** Properties of an AgeStatus. */
                interface $Properties {

                    /** AgeStatus p50Ms */
                    p50Ms?: (number|null);

                    /** AgeStatus p99Ms */
                    p99Ms?: (number|null);

                    /** AgeStatus maxMs */
                    maxMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AgeStatus. */
                type $Shape = pixelrelay.control.v1.AgeStatus.$Properties;
            }

            /**
             * Properties of a FrontierExplanation.
             * @deprecated Use pixelrelay.control.v1.FrontierExplanation.$Properties instead.
             */
            interface IFrontierExplanation extends pixelrelay.control.v1.FrontierExplanation.$Properties {
            }

            /** Represents a FrontierExplanation. */
            class FrontierExplanation {

                /**
                 * Constructs a new FrontierExplanation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.FrontierExplanation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** FrontierExplanation waiting. */
                waiting: boolean;

                /** FrontierExplanation topic. */
                topic: string;

                /** FrontierExplanation partition. */
                partition: number;

                /** FrontierExplanation offset. */
                offset: number;

                /** FrontierExplanation ageMs. */
                ageMs: number;

                /** FrontierExplanation attempts. */
                attempts: number;

                /** FrontierExplanation destination. */
                destination: string;

                /** FrontierExplanation state. */
                state: string;

                /**
                 * Creates a new FrontierExplanation instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns FrontierExplanation instance
                 */
                static create(properties: pixelrelay.control.v1.FrontierExplanation.$Shape): pixelrelay.control.v1.FrontierExplanation & pixelrelay.control.v1.FrontierExplanation.$Shape;
                static create(properties?: pixelrelay.control.v1.FrontierExplanation.$Properties): pixelrelay.control.v1.FrontierExplanation;

                /**
                 * Encodes the specified FrontierExplanation message. Does not implicitly {@link pixelrelay.control.v1.FrontierExplanation.verify|verify} messages.
                 * @param message FrontierExplanation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.FrontierExplanation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a FrontierExplanation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.FrontierExplanation & pixelrelay.control.v1.FrontierExplanation.$Shape} FrontierExplanation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.FrontierExplanation & pixelrelay.control.v1.FrontierExplanation.$Shape;
            }

            namespace FrontierExplanation {

                /** Properties of a FrontierExplanation. */
                interface $Properties {

                    /** FrontierExplanation waiting */
                    waiting?: (boolean|null);

                    /** FrontierExplanation topic */
                    topic?: (string|null);

                    /** FrontierExplanation partition */
                    partition?: (number|null);

                    /** FrontierExplanation offset */
                    offset?: (number|null);

                    /** FrontierExplanation ageMs */
                    ageMs?: (number|null);

                    /** FrontierExplanation attempts */
                    attempts?: (number|null);

                    /** FrontierExplanation destination */
                    destination?: (string|null);

                    /** FrontierExplanation state */
                    state?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a FrontierExplanation. */
                type $Shape = pixelrelay.control.v1.FrontierExplanation.$Properties;
            }

            /**
             * Properties of a SkipRequest.
             * @deprecated Use pixelrelay.control.v1.SkipRequest.$Properties instead.
             */
            interface ISkipRequest extends pixelrelay.control.v1.SkipRequest.$Properties {
            }

            /** Represents a SkipRequest. */
            class SkipRequest {

                /**
                 * Constructs a new SkipRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.SkipRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SkipRequest topic. */
                topic: string;

                /** SkipRequest partition. */
                partition: number;

                /** SkipRequest offset. */
                offset: number;

                /** SkipRequest reason. */
                reason: string;

                /** SkipRequest requestedBy. */
                requestedBy: string;

                /**
                 * Creates a new SkipRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SkipRequest instance
                 */
                static create(properties: pixelrelay.control.v1.SkipRequest.$Shape): pixelrelay.control.v1.SkipRequest & pixelrelay.control.v1.SkipRequest.$Shape;
                static create(properties?: pixelrelay.control.v1.SkipRequest.$Properties): pixelrelay.control.v1.SkipRequest;

                /**
                 * Encodes the specified SkipRequest message. Does not implicitly {@link pixelrelay.control.v1.SkipRequest.verify|verify} messages.
                 * @param message SkipRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.SkipRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SkipRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.SkipRequest & pixelrelay.control.v1.SkipRequest.$Shape} SkipRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.SkipRequest & pixelrelay.control.v1.SkipRequest.$Shape;
            }

            namespace SkipRequest {

                /** Properties of a SkipRequest. */
                interface $Properties {

                    /** SkipRequest topic */
                    topic?: (string|null);

                    /** SkipRequest partition */
                    partition?: (number|null);

                    /** SkipRequest offset */
                    offset?: (number|null);

                    /** SkipRequest reason */
                    reason?: (string|null);

                    /** SkipRequest requestedBy */
                    requestedBy?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SkipRequest. */
                type $Shape = pixelrelay.control.v1.SkipRequest.$Properties;
            }

            /**
             * Properties of a SkipResponse.
             * @deprecated Use pixelrelay.control.v1.SkipResponse.$Properties instead.
             */
            interface ISkipResponse extends pixelrelay.control.v1.SkipResponse.$Properties {
            }

            /** Represents a SkipResponse. */
            class SkipResponse {

                /**
                 * Constructs a new SkipResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.control.v1.SkipResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SkipResponse from. */
                from: number;

                /** SkipResponse next. */
                next: number;

                /** SkipResponse reason. */
                reason: string;

                /**
                 * Creates a new SkipResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SkipResponse instance
                 */
                static create(properties: pixelrelay.control.v1.SkipResponse.$Shape): pixelrelay.control.v1.SkipResponse & pixelrelay.control.v1.SkipResponse.$Shape;
                static create(properties?: pixelrelay.control.v1.SkipResponse.$Properties): pixelrelay.control.v1.SkipResponse;

                /**
                 * Encodes the specified SkipResponse message. Does not implicitly {@link pixelrelay.control.v1.SkipResponse.verify|verify} messages.
                 * @param message SkipResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.control.v1.SkipResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SkipResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.control.v1.SkipResponse & pixelrelay.control.v1.SkipResponse.$Shape} SkipResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.control.v1.SkipResponse & pixelrelay.control.v1.SkipResponse.$Shape;
            }

            namespace SkipResponse {

                /** Properties of a SkipResponse. */
                interface $Properties {

                    /** SkipResponse from */
                    from?: (number|null);

                    /** SkipResponse next */
                    next?: (number|null);

                    /** SkipResponse reason */
                    reason?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SkipResponse. */
                type $Shape = pixelrelay.control.v1.SkipResponse.$Properties;
            }
        }
    }

    /** Namespace deadletter. */
    namespace deadletter {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a DeadLetter.
             * @deprecated Use pixelrelay.deadletter.v1.DeadLetter.$Properties instead.
             */
            interface IDeadLetter extends pixelrelay.deadletter.v1.DeadLetter.$Properties {
            }

            /** Represents a DeadLetter. */
            class DeadLetter {

                /**
                 * Constructs a new DeadLetter.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.deadletter.v1.DeadLetter.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeadLetter reason. */
                reason: pixelrelay.deadletter.v1.Reason;

                /** DeadLetter detail. */
                detail: string;

                /** DeadLetter stage. */
                stage: string;

                /** DeadLetter source. */
                source?: (pixelrelay.deadletter.v1.SourceRef.$Properties|null);

                /** DeadLetter input. */
                input?: (pixelrelay.deadletter.v1.InputRef.$Properties|null);

                /** DeadLetter firstFailedMs. */
                firstFailedMs: number;

                /** DeadLetter lastFailedMs. */
                lastFailedMs: number;

                /** DeadLetter attempts. */
                attempts: number;

                /** DeadLetter original. */
                original: Uint8Array;

                /** DeadLetter form. */
                form: pixelrelay.deadletter.v1.Form;

                /** DeadLetter key. */
                key: Uint8Array;

                /** DeadLetter partner. */
                partner: string;

                /**
                 * Creates a new DeadLetter instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DeadLetter instance
                 */
                static create(properties: pixelrelay.deadletter.v1.DeadLetter.$Shape): pixelrelay.deadletter.v1.DeadLetter & pixelrelay.deadletter.v1.DeadLetter.$Shape;
                static create(properties?: pixelrelay.deadletter.v1.DeadLetter.$Properties): pixelrelay.deadletter.v1.DeadLetter;

                /**
                 * Encodes the specified DeadLetter message. Does not implicitly {@link pixelrelay.deadletter.v1.DeadLetter.verify|verify} messages.
                 * @param message DeadLetter message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.deadletter.v1.DeadLetter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeadLetter message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.deadletter.v1.DeadLetter & pixelrelay.deadletter.v1.DeadLetter.$Shape} DeadLetter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.deadletter.v1.DeadLetter & pixelrelay.deadletter.v1.DeadLetter.$Shape;
            }

            namespace DeadLetter {

                /** Properties of a DeadLetter. */
                interface $Properties {

                    /** DeadLetter reason */
                    reason?: (pixelrelay.deadletter.v1.Reason|null);

                    /** DeadLetter detail */
                    detail?: (string|null);

                    /** DeadLetter stage */
                    stage?: (string|null);

                    /** DeadLetter source */
                    source?: (pixelrelay.deadletter.v1.SourceRef.$Properties|null);

                    /** DeadLetter input */
                    input?: (pixelrelay.deadletter.v1.InputRef.$Properties|null);

                    /** DeadLetter firstFailedMs */
                    firstFailedMs?: (number|null);

                    /** DeadLetter lastFailedMs */
                    lastFailedMs?: (number|null);

                    /** DeadLetter attempts */
                    attempts?: (number|null);

                    /** DeadLetter original */
                    original?: (Uint8Array|null);

                    /** DeadLetter form */
                    form?: (pixelrelay.deadletter.v1.Form|null);

                    /** DeadLetter key */
                    key?: (Uint8Array|null);

                    /** DeadLetter partner */
                    partner?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeadLetter. */
                type $Shape = pixelrelay.deadletter.v1.DeadLetter.$Properties;
            }

            /**
             * Properties of a SourceRef.
             * @deprecated Use pixelrelay.deadletter.v1.SourceRef.$Properties instead.
             */
            interface ISourceRef extends pixelrelay.deadletter.v1.SourceRef.$Properties {
            }

            /** Represents a SourceRef. */
            class SourceRef {

                /**
                 * Constructs a new SourceRef.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.deadletter.v1.SourceRef.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SourceRef topic. */
                topic: string;

                /** SourceRef epoch. */
                epoch: string;

                /** SourceRef partition. */
                partition: number;

                /** SourceRef offset. */
                offset: number;

                /**
                 * Creates a new SourceRef instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SourceRef instance
                 */
                static create(properties: pixelrelay.deadletter.v1.SourceRef.$Shape): pixelrelay.deadletter.v1.SourceRef & pixelrelay.deadletter.v1.SourceRef.$Shape;
                static create(properties?: pixelrelay.deadletter.v1.SourceRef.$Properties): pixelrelay.deadletter.v1.SourceRef;

                /**
                 * Encodes the specified SourceRef message. Does not implicitly {@link pixelrelay.deadletter.v1.SourceRef.verify|verify} messages.
                 * @param message SourceRef message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.deadletter.v1.SourceRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SourceRef message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.deadletter.v1.SourceRef & pixelrelay.deadletter.v1.SourceRef.$Shape} SourceRef
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.deadletter.v1.SourceRef & pixelrelay.deadletter.v1.SourceRef.$Shape;
            }

            namespace SourceRef {

                /** Properties of a SourceRef. */
                interface $Properties {

                    /** SourceRef topic */
                    topic?: (string|null);

                    /** SourceRef epoch */
                    epoch?: (string|null);

                    /** SourceRef partition */
                    partition?: (number|null);

                    /** SourceRef offset */
                    offset?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SourceRef. */
                type $Shape = pixelrelay.deadletter.v1.SourceRef.$Properties;
            }

            /**
             * Properties of an InputRef.
             * @deprecated Use pixelrelay.deadletter.v1.InputRef.$Properties instead.
             */
            interface IInputRef extends pixelrelay.deadletter.v1.InputRef.$Properties {
            }

            /** Represents an InputRef. */
            class InputRef {

                /**
                 * Constructs a new InputRef.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.deadletter.v1.InputRef.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** InputRef topic. */
                topic: string;

                /** InputRef partition. */
                partition: number;

                /** InputRef offset. */
                offset: number;

                /**
                 * Creates a new InputRef instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns InputRef instance
                 */
                static create(properties: pixelrelay.deadletter.v1.InputRef.$Shape): pixelrelay.deadletter.v1.InputRef & pixelrelay.deadletter.v1.InputRef.$Shape;
                static create(properties?: pixelrelay.deadletter.v1.InputRef.$Properties): pixelrelay.deadletter.v1.InputRef;

                /**
                 * Encodes the specified InputRef message. Does not implicitly {@link pixelrelay.deadletter.v1.InputRef.verify|verify} messages.
                 * @param message InputRef message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.deadletter.v1.InputRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an InputRef message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.deadletter.v1.InputRef & pixelrelay.deadletter.v1.InputRef.$Shape} InputRef
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.deadletter.v1.InputRef & pixelrelay.deadletter.v1.InputRef.$Shape;
            }

            namespace InputRef {

                /** Properties of an InputRef. */
                interface $Properties {

                    /** InputRef topic */
                    topic?: (string|null);

                    /** InputRef partition */
                    partition?: (number|null);

                    /** InputRef offset */
                    offset?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an InputRef. */
                type $Shape = pixelrelay.deadletter.v1.InputRef.$Properties;
            }

            /** Form enum. */
            enum Form {

                /** FORM_UNSPECIFIED value */
                FORM_UNSPECIFIED = 0,

                /** RAW_JSON value */
                RAW_JSON = 1,

                /** EVENT value */
                EVENT = 2,

                /** BATCH_RECORD value */
                BATCH_RECORD = 3
            }

            /** Reason enum. */
            enum Reason {

                /** REASON_UNSPECIFIED value */
                REASON_UNSPECIFIED = 0,

                /** EMPTY value */
                EMPTY = 1,

                /** INVALID_UTF8 value */
                INVALID_UTF8 = 2,

                /** MALFORMED_JSON value */
                MALFORMED_JSON = 3,

                /** NOT_AN_OBJECT value */
                NOT_AN_OBJECT = 4,

                /** TOO_LARGE value */
                TOO_LARGE = 5,

                /** TOO_DEEP value */
                TOO_DEEP = 6,

                /** MISSING_FIELD value */
                MISSING_FIELD = 7,

                /** INVALID_FIELD value */
                INVALID_FIELD = 8,

                /** EVENT_TOO_OLD value */
                EVENT_TOO_OLD = 9,

                /** EVENT_FROM_FUTURE value */
                EVENT_FROM_FUTURE = 10,

                /** NOT_A_BATCH value */
                NOT_A_BATCH = 11,

                /** ALREADY_STAGED value */
                ALREADY_STAGED = 12,

                /** WORKER_CRASHED value */
                WORKER_CRASHED = 13,

                /** WORKER_TIMED_OUT value */
                WORKER_TIMED_OUT = 14,

                /** DELIVERY_REJECTED value */
                DELIVERY_REJECTED = 15,

                /** DELIVERY_EXPIRED value */
                DELIVERY_EXPIRED = 16,

                /** DESTINATION_INVALID value */
                DESTINATION_INVALID = 17
            }
        }
    }

    /** Namespace delivery. */
    namespace delivery {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a ParkedDelivery.
             * @deprecated Use pixelrelay.delivery.v1.ParkedDelivery.$Properties instead.
             */
            interface IParkedDelivery extends pixelrelay.delivery.v1.ParkedDelivery.$Properties {
            }

            /** Represents a ParkedDelivery. */
            class ParkedDelivery {

                /**
                 * Constructs a new ParkedDelivery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.delivery.v1.ParkedDelivery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ParkedDelivery source. */
                source?: (pixelrelay.deadletter.v1.SourceRef.$Properties|null);

                /** ParkedDelivery partner. */
                partner: string;

                /** ParkedDelivery shopId. */
                shopId: string;

                /** ParkedDelivery attempts. */
                attempts: number;

                /** ParkedDelivery failures. */
                failures: number;

                /** ParkedDelivery firstAttemptMs. */
                firstAttemptMs: number;

                /** ParkedDelivery deadlineMs. */
                deadlineMs: number;

                /** ParkedDelivery notBeforeMs. */
                notBeforeMs: number;

                /** ParkedDelivery lastReason. */
                lastReason: pixelrelay.deadletter.v1.Reason;

                /** ParkedDelivery lastDetail. */
                lastDetail: string;

                /** ParkedDelivery event. */
                event: Uint8Array;

                /**
                 * Creates a new ParkedDelivery instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ParkedDelivery instance
                 */
                static create(properties: pixelrelay.delivery.v1.ParkedDelivery.$Shape): pixelrelay.delivery.v1.ParkedDelivery & pixelrelay.delivery.v1.ParkedDelivery.$Shape;
                static create(properties?: pixelrelay.delivery.v1.ParkedDelivery.$Properties): pixelrelay.delivery.v1.ParkedDelivery;

                /**
                 * Encodes the specified ParkedDelivery message. Does not implicitly {@link pixelrelay.delivery.v1.ParkedDelivery.verify|verify} messages.
                 * @param message ParkedDelivery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.delivery.v1.ParkedDelivery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ParkedDelivery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.delivery.v1.ParkedDelivery & pixelrelay.delivery.v1.ParkedDelivery.$Shape} ParkedDelivery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.delivery.v1.ParkedDelivery & pixelrelay.delivery.v1.ParkedDelivery.$Shape;
            }

            namespace ParkedDelivery {

                /** Properties of a ParkedDelivery. */
                interface $Properties {

                    /** ParkedDelivery source */
                    source?: (pixelrelay.deadletter.v1.SourceRef.$Properties|null);

                    /** ParkedDelivery partner */
                    partner?: (string|null);

                    /** ParkedDelivery shopId */
                    shopId?: (string|null);

                    /** ParkedDelivery attempts */
                    attempts?: (number|null);

                    /** ParkedDelivery failures */
                    failures?: (number|null);

                    /** ParkedDelivery firstAttemptMs */
                    firstAttemptMs?: (number|null);

                    /** ParkedDelivery deadlineMs */
                    deadlineMs?: (number|null);

                    /** ParkedDelivery notBeforeMs */
                    notBeforeMs?: (number|null);

                    /** ParkedDelivery lastReason */
                    lastReason?: (pixelrelay.deadletter.v1.Reason|null);

                    /** ParkedDelivery lastDetail */
                    lastDetail?: (string|null);

                    /** ParkedDelivery event */
                    event?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ParkedDelivery. */
                type $Shape = pixelrelay.delivery.v1.ParkedDelivery.$Properties;
            }
        }
    }

    /** Namespace subscription. */
    namespace subscription {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Subscription.
             * @deprecated Use pixelrelay.subscription.v1.Subscription.$Properties instead.
             */
            interface ISubscription extends pixelrelay.subscription.v1.Subscription.$Properties {
            }

            /** Represents a Subscription. */
            class Subscription {

                /**
                 * Constructs a new Subscription.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.subscription.v1.Subscription.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Subscription shopId. */
                shopId: string;

                /** Subscription partner. */
                partner: string;

                /** Subscription state. */
                state: pixelrelay.subscription.v1.State;

                /** Subscription eventNames. */
                eventNames: string[];

                /** Subscription requiredPurposes. */
                requiredPurposes: pixelrelay.subscription.v1.Purpose[];

                /** Subscription identity. */
                identity: pixelrelay.subscription.v1.Identity;

                /** Subscription fields. */
                fields: string[];

                /** Subscription regionPolicy. */
                regionPolicy: pixelrelay.subscription.v1.RegionPolicy;

                /** Subscription kafka. */
                kafka?: (pixelrelay.subscription.v1.KafkaDestination.$Properties|null);

                /** Subscription webhook. */
                webhook?: (pixelrelay.subscription.v1.WebhookDestination.$Properties|null);

                /** Subscription destination. */
                destination?: ("kafka"|"webhook");

                /**
                 * Creates a new Subscription instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Subscription instance
                 */
                static create(properties: pixelrelay.subscription.v1.Subscription.$Shape): pixelrelay.subscription.v1.Subscription & pixelrelay.subscription.v1.Subscription.$Shape;
                static create(properties?: pixelrelay.subscription.v1.Subscription.$Properties): pixelrelay.subscription.v1.Subscription;

                /**
                 * Encodes the specified Subscription message. Does not implicitly {@link pixelrelay.subscription.v1.Subscription.verify|verify} messages.
                 * @param message Subscription message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.subscription.v1.Subscription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Subscription message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.subscription.v1.Subscription & pixelrelay.subscription.v1.Subscription.$Shape} Subscription
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.subscription.v1.Subscription & pixelrelay.subscription.v1.Subscription.$Shape;
            }

            namespace Subscription {

                /** Properties of a Subscription. */
                interface $Properties {

                    /** Subscription shopId */
                    shopId?: (string|null);

                    /** Subscription partner */
                    partner?: (string|null);

                    /** Subscription state */
                    state?: (pixelrelay.subscription.v1.State|null);

                    /** Subscription eventNames */
                    eventNames?: (string[]|null);

                    /** Subscription requiredPurposes */
                    requiredPurposes?: (pixelrelay.subscription.v1.Purpose[]|null);

                    /** Subscription identity */
                    identity?: (pixelrelay.subscription.v1.Identity|null);

                    /** Subscription fields */
                    fields?: (string[]|null);

                    /** Subscription regionPolicy */
                    regionPolicy?: (pixelrelay.subscription.v1.RegionPolicy|null);

                    /** Subscription kafka */
                    kafka?: (pixelrelay.subscription.v1.KafkaDestination.$Properties|null);

                    /** Subscription webhook */
                    webhook?: (pixelrelay.subscription.v1.WebhookDestination.$Properties|null);

                    /** Subscription destination */
                    destination?: ("kafka"|"webhook");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Subscription. */
                type $Shape = {
                  shopId?: string|null;
                  partner?: string|null;
                  state?: pixelrelay.subscription.v1.State|null;
                  eventNames?: string[]|null;
                  requiredPurposes?: pixelrelay.subscription.v1.Purpose[]|null;
                  identity?: pixelrelay.subscription.v1.Identity|null;
                  fields?: string[]|null;
                  regionPolicy?: pixelrelay.subscription.v1.RegionPolicy|null;
                  kafka?: pixelrelay.subscription.v1.KafkaDestination.$Shape|null;
                  webhook?: pixelrelay.subscription.v1.WebhookDestination.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ destination?: undefined; kafka?: null; webhook?: null }|{ destination?: "kafka"; kafka: pixelrelay.subscription.v1.KafkaDestination.$Shape; webhook?: null }|{ destination?: "webhook"; kafka?: null; webhook: pixelrelay.subscription.v1.WebhookDestination.$Shape })
                );
            }

            /** State enum. */
            enum State {

                /** STATE_UNSPECIFIED value */
                STATE_UNSPECIFIED = 0,

                /** ACTIVE value */
                ACTIVE = 1,

                /** PAUSED value */
                PAUSED = 2,

                /** DISABLED value */
                DISABLED = 3
            }

            /** Purpose enum. */
            enum Purpose {

                /** PURPOSE_UNSPECIFIED value */
                PURPOSE_UNSPECIFIED = 0,

                /** ANALYTICS value */
                ANALYTICS = 1,

                /** MARKETING value */
                MARKETING = 2,

                /** PREFERENCES value */
                PREFERENCES = 3,

                /** SALE_OF_DATA value */
                SALE_OF_DATA = 4
            }

            /** Identity enum. */
            enum Identity {

                /** IDENTITY_UNSPECIFIED value */
                IDENTITY_UNSPECIFIED = 0,

                /** NONE value */
                NONE = 1,

                /** HASHED value */
                HASHED = 2,

                /** PLAIN value */
                PLAIN = 3
            }

            /** RegionPolicy enum. */
            enum RegionPolicy {

                /** REGION_POLICY_UNSPECIFIED value */
                REGION_POLICY_UNSPECIFIED = 0,

                /** STRICT value */
                STRICT = 1,

                /** BY_LAW value */
                BY_LAW = 2
            }

            /**
             * Properties of a KafkaDestination.
             * @deprecated Use pixelrelay.subscription.v1.KafkaDestination.$Properties instead.
             */
            interface IKafkaDestination extends pixelrelay.subscription.v1.KafkaDestination.$Properties {
            }

            /** Represents a KafkaDestination. */
            class KafkaDestination {

                /**
                 * Constructs a new KafkaDestination.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.subscription.v1.KafkaDestination.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** KafkaDestination topic. */
                topic: string;

                /**
                 * Creates a new KafkaDestination instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns KafkaDestination instance
                 */
                static create(properties: pixelrelay.subscription.v1.KafkaDestination.$Shape): pixelrelay.subscription.v1.KafkaDestination & pixelrelay.subscription.v1.KafkaDestination.$Shape;
                static create(properties?: pixelrelay.subscription.v1.KafkaDestination.$Properties): pixelrelay.subscription.v1.KafkaDestination;

                /**
                 * Encodes the specified KafkaDestination message. Does not implicitly {@link pixelrelay.subscription.v1.KafkaDestination.verify|verify} messages.
                 * @param message KafkaDestination message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.subscription.v1.KafkaDestination.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a KafkaDestination message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.subscription.v1.KafkaDestination & pixelrelay.subscription.v1.KafkaDestination.$Shape} KafkaDestination
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.subscription.v1.KafkaDestination & pixelrelay.subscription.v1.KafkaDestination.$Shape;
            }

            namespace KafkaDestination {

                /** Properties of a KafkaDestination. */
                interface $Properties {

                    /** KafkaDestination topic */
                    topic?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a KafkaDestination. */
                type $Shape = pixelrelay.subscription.v1.KafkaDestination.$Properties;
            }

            /**
             * Properties of a WebhookDestination.
             * @deprecated Use pixelrelay.subscription.v1.WebhookDestination.$Properties instead.
             */
            interface IWebhookDestination extends pixelrelay.subscription.v1.WebhookDestination.$Properties {
            }

            /** Represents a WebhookDestination. */
            class WebhookDestination {

                /**
                 * Constructs a new WebhookDestination.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: pixelrelay.subscription.v1.WebhookDestination.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** WebhookDestination url. */
                url: string;

                /** WebhookDestination secret. */
                secret: string;

                /** WebhookDestination eventsPerRequestMax. */
                eventsPerRequestMax: number;

                /** WebhookDestination timeoutMs. */
                timeoutMs: number;

                /**
                 * Creates a new WebhookDestination instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns WebhookDestination instance
                 */
                static create(properties: pixelrelay.subscription.v1.WebhookDestination.$Shape): pixelrelay.subscription.v1.WebhookDestination & pixelrelay.subscription.v1.WebhookDestination.$Shape;
                static create(properties?: pixelrelay.subscription.v1.WebhookDestination.$Properties): pixelrelay.subscription.v1.WebhookDestination;

                /**
                 * Encodes the specified WebhookDestination message. Does not implicitly {@link pixelrelay.subscription.v1.WebhookDestination.verify|verify} messages.
                 * @param message WebhookDestination message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: pixelrelay.subscription.v1.WebhookDestination.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WebhookDestination message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {pixelrelay.subscription.v1.WebhookDestination & pixelrelay.subscription.v1.WebhookDestination.$Shape} WebhookDestination
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): pixelrelay.subscription.v1.WebhookDestination & pixelrelay.subscription.v1.WebhookDestination.$Shape;
            }

            namespace WebhookDestination {

                /** Properties of a WebhookDestination. */
                interface $Properties {

                    /** WebhookDestination url */
                    url?: (string|null);

                    /** WebhookDestination secret */
                    secret?: (string|null);

                    /** WebhookDestination eventsPerRequestMax */
                    eventsPerRequestMax?: (number|null);

                    /** WebhookDestination timeoutMs */
                    timeoutMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a WebhookDestination. */
                type $Shape = pixelrelay.subscription.v1.WebhookDestination.$Properties;
            }
        }
    }
}
