using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TechGraph.Core.Model;

namespace TechGraph.Core.Graph;

/// <summary>
/// Writes and reads records as canonical JSON: members in declaration order, absent and empty ones left out. Equal records have equal bytes
/// and equal hashes. Stores keep this text, and content hashes cover it.
/// </summary>
public static class RecordJson
{
    private static readonly JsonSerializerOptions Options = Create();

    /// <summary>Writes the canonical UTF-8 text of a record.</summary>
    public static byte[] Write(object record) => JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such a record.</exception>
    public static object Read(RecordKind kind, ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, TypeOf(kind), Options) ?? throw new JsonException("A record cannot be null.");

    /// <summary>SHA-256 of the canonical text, lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));

    private static Type TypeOf(RecordKind kind) => kind switch
    {
        RecordKind.Dossier => typeof(Dossier),
        RecordKind.Source => typeof(Source),
        RecordKind.Entity => typeof(Entity),
        RecordKind.Event => typeof(Event),
        RecordKind.Relation => typeof(Relation),
        RecordKind.Extension => typeof(Extension),
        RecordKind.Claim => typeof(Claim),
        RecordKind.Judgement => typeof(Judgement),
        RecordKind.Withdrawal => typeof(Withdrawal),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of record."),
    };

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            // The text goes to a database, not into a web page, so names in any script need no escaping.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SkipDerivedAndEmpty } },
        };
        options.Converters.Add(new EnumTextConverterFactory());
        options.Converters.Add(new IdConverter<EntityId>(text => new EntityId(text), id => id.Value));
        options.Converters.Add(new IdConverter<EventId>(text => new EventId(text), id => id.Value));
        options.Converters.Add(new IdConverter<RelationId>(text => new RelationId(text), id => id.Value));
        options.Converters.Add(new IdConverter<SourceId>(text => new SourceId(text), id => id.Value));
        options.Converters.Add(new IdConverter<ClaimId>(text => new ClaimId(text), id => id.Value));
        options.Converters.Add(new IdConverter<DossierId>(text => new DossierId(text), id => id.Value));
        options.Converters.Add(new PartialDateConverter());
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new ShareConverter());
        options.MakeReadOnly();
        return options;
    }

    // Leaves out empty lists and members without a setter, which are derived from others. Required members are always written, even with a
    // default value.
    private static void SkipDerivedAndEmpty(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member.IsRequired)
            {
                member.ShouldSerialize = static (_, _) => true;
            }
            else if (member.PropertyType.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(member.PropertyType))
            {
                member.ShouldSerialize = static (_, value) => value is System.Collections.ICollection { Count: > 0 };
            }
            else if (member.Name == "resolves" && type.Type == typeof(Claim))
            {
                member.ShouldSerialize = static (_, _) => false;
            }
        }
    }
}
