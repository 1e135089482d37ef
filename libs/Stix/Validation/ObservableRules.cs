using System.Text.Json;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>What single observables ask (STIX 2.1 §6).</summary>
internal static class ObservableRules
{
    /// <summary>§6.12.2, §6.12.3, §6.12.5: extension → protocol.</summary>
    private static readonly (string Extension, string Protocol)[] Protocols = [("http-request-ext", "http"), ("icmp-ext", "icmp"), ("tcp-ext", "tcp")];

    /// <summary>§6.6.1: a body is one text or several parts.</summary>
    public static void EmailMessage(Walk walk, JsonElement message)
    {
        if (Raw.IsTrue(message, "is_multipart"u8) && message.TryGetProperty("body"u8, out _))
        {
            walk.Error("STIX 2.1 §6.6.1", "a message of several parts has no “body”", "body");
        }

        if (message.TryGetProperty("is_multipart"u8, out var isMultipart) && isMultipart.ValueKind == JsonValueKind.False && message.TryGetProperty("body_multipart"u8, out _))
        {
            walk.Error("STIX 2.1 §6.6.1", "a message of one part has no “body_multipart”", "body_multipart");
        }
    }

    public static void NetworkTraffic(Walk walk, JsonElement traffic)
    {
        if (Raw.IsTrue(traffic, "is_active"u8) && traffic.TryGetProperty("end"u8, out _))
        {
            walk.Error("STIX 2.1 §6.12.1", "what is still going on has no end", "end");
        }

        if (!traffic.TryGetProperty("extensions"u8, out var extensions) || extensions.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var (extension, protocol) in Protocols)
        {
            if (extensions.TryGetProperty(extension, out _) && !Raw.Strings(traffic, "protocols"u8).Contains(protocol, StringComparer.Ordinal))
            {
                walk.Warn("STIX 2.1 §6.12.1", new FaultText("the protocol of {0}, {1}, is listed", extension, protocol), "protocols");
            }
        }
    }
}
