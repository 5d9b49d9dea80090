/** The generated messages under short names. Decode from Buffer, not Uint8Array: strings are several times faster. */
import { pixelrelay } from './generated/contracts.js';

const event = pixelrelay.event.v1;

export const Event = event.Event;
export const EventType = event.EventType;
export const ValidatorView = event.ValidatorView;
export const AugmenterView = event.AugmenterView;
export const Verdict = event.Verdict;
export const Decision = event.Decision;
export const Augmentation = event.Augmentation;
export const DeadLetter = pixelrelay.deadletter.v1.DeadLetter;
export const DeadLetterForm = pixelrelay.deadletter.v1.Form;
export const EventBatch = pixelrelay.batch.v1.EventBatch;
export const ParkedDelivery = pixelrelay.delivery.v1.ParkedDelivery;

const subscription = pixelrelay.subscription.v1;
export const Subscription = subscription.Subscription;
export const SubscriptionState = subscription.State;
export const Purpose = subscription.Purpose;
export const Identity = subscription.Identity;
export const RegionPolicy = subscription.RegionPolicy;

const control = pixelrelay.control.v1;
export const Lifecycle = control.Lifecycle;
export const StageStatus = control.StageStatus;
export const FrontierExplanation = control.FrontierExplanation;
export const SetWorkersRequest = control.SetWorkersRequest;
export const WatchStatusRequest = control.WatchStatusRequest;

export type Event = pixelrelay.event.v1.Event.$Shape;
export type Verdict = pixelrelay.event.v1.Verdict.$Shape;
export type PartnerDecision = pixelrelay.event.v1.PartnerDecision.$Shape;
export type Augmentation = pixelrelay.event.v1.Augmentation.$Shape;
export type DeadLetter = pixelrelay.deadletter.v1.DeadLetter.$Shape;
export type ParkedDelivery = pixelrelay.delivery.v1.ParkedDelivery.$Shape;
export type Subscription = pixelrelay.subscription.v1.Subscription.$Shape;
export type StageStatus = pixelrelay.control.v1.StageStatus.$Shape;
export type FrontierExplanation = pixelrelay.control.v1.FrontierExplanation.$Shape;
