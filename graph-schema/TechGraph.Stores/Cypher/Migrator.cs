using TechGraph.Core.Graph;

namespace TechGraph.Stores.Cypher;

/// <summary>Migrates a database to the current format. Processes that start at the same time wait for each other.</summary>
internal sealed class Migrator(ICypher cypher, Neo4jOptions options, TimeProvider time, IReadOnlyList<Migration> migrations)
{
    /// <summary>Applies the missing migrations.</summary>
    /// <exception cref="StoreException">The database belongs to another program, is newer, or had a migration that was edited since.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await AppliedAsync(cancellation).ConfigureAwait(false) is { } known && Missing(known).Count == 0)
        {
            return;
        }

        await RefuseForeignAsync(cancellation).ConfigureAwait(false);

        // The lock itself needs a unique key, and several processes may run these two statements at the same time.
        await WriteAsync("CREATE CONSTRAINT lock_id IF NOT EXISTS FOR (n:Lock) REQUIRE n.id IS UNIQUE", cancellation).ConfigureAwait(false);
        await WriteAsync("CREATE CONSTRAINT migration_version IF NOT EXISTS FOR (n:Migration) REQUIRE n.version IS UNIQUE", cancellation).ConfigureAwait(false);
        await using var holder = await cypher.BeginAsync(cancellation).ConfigureAwait(false);
        await holder.RunAsync(Statement("MERGE (l:Internal:Lock {id: 'migrations'}) SET l.held = true"), cancellation).ConfigureAwait(false);
        foreach (var migration in Missing(await AppliedAsync(cancellation).ConfigureAwait(false) ?? []))
        {
            foreach (var statement in migration.Statements)
            {
                await WriteAsync(statement, cancellation).ConfigureAwait(false);
            }

            await cypher.RunAsync(
                Statement("MERGE (m:Internal:Migration {version: $version}) ON CREATE SET m.name = $name, m.checksum = $checksum, m.at = $at") with
                {
                    Parameters = new Dictionary<string, object?>
                    {
                        ["version"] = migration.Version,
                        ["name"] = migration.Name,
                        ["checksum"] = migration.Checksum,
                        ["at"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                    },
                },
                CypherAccess.Write,
                cancellation).ConfigureAwait(false);
        }

        await holder.CommitAsync(cancellation: cancellation).ConfigureAwait(false);
    }

    private List<Migration> Missing(IReadOnlyDictionary<int, string> applied)
    {
        foreach (var (version, checksum) in applied)
        {
            var ours = migrations.FirstOrDefault(m => m.Version == version)
                ?? throw new StoreException("STORE_NEWER", $"The database \"{options.Database}\" has migration {version}; this version has {migrations.Count}. Use a newer version of TechGraph.");
            if (ours.Checksum != checksum)
            {
                throw new StoreException("STORE_MIGRATION_EDITED", $"Migration \"{ours.Name}\" differs from what was applied to the database \"{options.Database}\". Restore the file, and write a new migration for the change.");
            }
        }

        return [.. migrations.Where(m => !applied.ContainsKey(m.Version))];
    }

    /// <summary>Checksums by version; null for a database without migrations.</summary>
    private async Task<Dictionary<int, string>?> AppliedAsync(CancellationToken cancellation)
    {
        var rows = await cypher.RunAsync(Statement("MATCH (m:Migration) WHERE m:Internal RETURN m.version, m.checksum ORDER BY m.version"), cancellation: cancellation).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows.ToDictionary(row => (int)row.Get<long>(0), row => row.Get<string>(1));
    }

    private async Task RefuseForeignAsync(CancellationToken cancellation)
    {
        var rows = await cypher.RunAsync(
            Statement("OPTIONAL MATCH (m:Internal) WITH m LIMIT 1 OPTIONAL MATCH (n) WHERE m IS NULL WITH n LIMIT 1 RETURN n IS NOT NULL"), cancellation: cancellation).ConfigureAwait(false);
        if (rows.Count > 0 && rows[0].Get<bool>(0))
        {
            throw new StoreException("STORE_FOREIGN", $"The database \"{options.Database}\" at {options.Uri} is not empty, and is not one of TechGraph. Choose another with TechGraph__Neo4j__Database.");
        }
    }

    private Task WriteAsync(string text, CancellationToken cancellation) => cypher.RunAsync(Statement(text), CypherAccess.Write, cancellation);

    private CypherStatement Statement(string text) => new(text) { Timeout = options.WriteTimeout };
}
