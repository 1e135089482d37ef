using Infohub.Platform.Modules;

namespace Infohub.Delivery;

/// <summary>Tells people: inbox and live stream. Listens, is never called.</summary>
public sealed class DeliveryModule : Module
{
}
