-- What the lists ask SQL Server; written by ModelTests, reviewed, not run against a server.

-- ## Customers by name

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c].[ArchivedAt] IS NULL
) AS [c0];

SELECT [c].[Id], [c].[Name], [c].[Description], [c].[ExternalId], (
    SELECT COUNT(*)
    FROM [Instances] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[CustomerId] = [c].[Id] AND [i].[ArchivedAt] IS NULL), [c].[CreatedAt], [c].[ArchivedAt]
FROM [Customers] AS [c]
WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c].[ArchivedAt] IS NULL
ORDER BY [c].[NormalizedName], [c].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY;

-- ## Customers, second page, newest first, searched

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND ([c].[NormalizedName] LIKE @search_contains ESCAPE N'\' OR [c].[ExternalId] = @exact)
) AS [c0];

SELECT [c].[Id], [c].[Name], [c].[Description], [c].[ExternalId], (
    SELECT COUNT(*)
    FROM [Instances] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[CustomerId] = [c].[Id] AND [i].[ArchivedAt] IS NULL), [c].[CreatedAt], [c].[ArchivedAt]
FROM [Customers] AS [c]
WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND ([c].[NormalizedName] LIKE @search_contains ESCAPE N'\' OR [c].[ExternalId] = @exact)
ORDER BY [c].[CreatedAt] DESC, [c].[Id] DESC
OFFSET @p ROWS FETCH NEXT @p ROWS ONLY;

-- ## Customer of an external id

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c].[ArchivedAt] IS NULL AND [c].[ExternalId] = @externalId
) AS [c0];

SELECT [c].[Id], [c].[Name], [c].[Description], [c].[ExternalId], (
    SELECT COUNT(*)
    FROM [Instances] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[CustomerId] = [c].[Id] AND [i].[ArchivedAt] IS NULL), [c].[CreatedAt], [c].[ArchivedAt]
FROM [Customers] AS [c]
WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c].[ArchivedAt] IS NULL AND [c].[ExternalId] = @externalId
ORDER BY [c].[ExternalId], [c].[Id]
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY;

-- ## Connections by name

SELECT [o].[Id], [o].[Revision]
FROM [OwnConnectors] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId;

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [OrganizationConnections] AS [o]
    WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [o0];

SELECT [o].[Id], [o].[Name], [o].[StableKey], [o].[NormalizedStableKey], [o].[ConnectorKey], [o].[ConnectionTypeKey], [o].[Kind], [o].[CreatedAt], [o].[SupersededById], [o].[Values_CurrentId] AS [CurrentId], CASE
    WHEN [o].[DefaultForConnector] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END AS [IsDefault]
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId
ORDER BY [o].[NormalizedName], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p1 ROWS ONLY;

SELECT [t].[Id], [t].[OrganizationConnectionId], [t].[Values_CurrentId] AS [CurrentId]
FROM [TestConnections] AS [t]
WHERE 0 = 1;

SELECT [c].[OrganizationConnectionId] AS [Key], COUNT(*) AS [Count], COUNT(CASE
    WHEN [c].[IsComplete] = CAST(0 AS bit) THEN 1
END) AS [Incomplete]
FROM [CustomerConnections] AS [c]
WHERE 0 = 1
GROUP BY [c].[OrganizationConnectionId];

SELECT [u].[Key], COUNT(*) AS [Count]
FROM (
    SELECT [d].[NormalizedStableKey] AS [Key], [i].[Id] AS [IntegrationId]
    FROM [Integrations] AS [i]
    INNER JOIN [DraftConnections] AS [d] ON [i].[Id] = [d].[IntegrationId]
    WHERE 0 = 1
    UNION
    SELECT [v].[NormalizedStableKey] AS [Key], [i0].[IntegrationId]
    FROM [IntegrationVersions] AS [i0]
    INNER JOIN [VersionConnections] AS [v] ON [i0].[Id] = [v].[VersionId]
    WHERE 0 = 1
) AS [u]
GROUP BY [u].[Key];

SELECT [v].[NormalizedStableKey] AS [Key], COUNT(*) AS [Count]
FROM [IntegrationVersions] AS [i]
INNER JOIN [VersionConnections] AS [v] ON [i].[Id] = [v].[VersionId]
INNER JOIN (
    SELECT [i0].[VersionId]
    FROM [Instances] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i0].[ArchivedAt] IS NULL
) AS [i1] ON [i].[Id] = [i1].[VersionId]
WHERE 0 = 1
GROUP BY [v].[NormalizedStableKey];

SELECT [o].[OwnerId], [o].[Status], [o].[AuthorizedAt]
FROM [OAuthAuthorizations] AS [o]
WHERE 0 = 1;

SELECT [c].[OwnerId], [c].[ValueSetId], [c].[TestedAt]
FROM [ConnectionTestOutcomes] AS [c]
WHERE 0 = 1;

SELECT (
    SELECT TOP(1) [r].[Sequence]
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[IntegrationId] = [i].[Id] AND [r].[InstanceId] IS NOT NULL AND [r].[EndedAt] IS NOT NULL
    ORDER BY [r].[Sequence] DESC)
FROM [Integrations] AS [i]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL;

-- ## Connections by connector, of a kind, searched

SELECT [o].[Id], [o].[Revision]
FROM [OwnConnectors] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId;

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [OrganizationConnections] AS [o]
    WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[Kind] = @kind AND [o].[NormalizedStableKey] = @normalized AND ([o].[NormalizedName] LIKE @search_contains ESCAPE N'\' OR [o].[NormalizedStableKey] LIKE @search_contains0 ESCAPE N'\')
) AS [o0];

SELECT [o].[Id], [o].[Name], [o].[StableKey], [o].[NormalizedStableKey], [o].[ConnectorKey], [o].[ConnectionTypeKey], [o].[Kind], [o].[CreatedAt], [o].[SupersededById], [o].[Values_CurrentId] AS [CurrentId], CASE
    WHEN [o].[DefaultForConnector] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END AS [IsDefault]
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[Kind] = @kind AND [o].[NormalizedStableKey] = @normalized AND ([o].[NormalizedName] LIKE @search_contains ESCAPE N'\' OR [o].[NormalizedStableKey] LIKE @search_contains0 ESCAPE N'\')
ORDER BY [o].[ConnectorKey], [o].[NormalizedName], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p5 ROWS ONLY;

SELECT [t].[Id], [t].[OrganizationConnectionId], [t].[Values_CurrentId] AS [CurrentId]
FROM [TestConnections] AS [t]
WHERE 0 = 1;

SELECT [c].[OrganizationConnectionId] AS [Key], COUNT(*) AS [Count], COUNT(CASE
    WHEN [c].[IsComplete] = CAST(0 AS bit) THEN 1
END) AS [Incomplete]
FROM [CustomerConnections] AS [c]
WHERE 0 = 1
GROUP BY [c].[OrganizationConnectionId];

SELECT [u].[Key], COUNT(*) AS [Count]
FROM (
    SELECT [d].[NormalizedStableKey] AS [Key], [i].[Id] AS [IntegrationId]
    FROM [Integrations] AS [i]
    INNER JOIN [DraftConnections] AS [d] ON [i].[Id] = [d].[IntegrationId]
    WHERE 0 = 1
    UNION
    SELECT [v].[NormalizedStableKey] AS [Key], [i0].[IntegrationId]
    FROM [IntegrationVersions] AS [i0]
    INNER JOIN [VersionConnections] AS [v] ON [i0].[Id] = [v].[VersionId]
    WHERE 0 = 1
) AS [u]
GROUP BY [u].[Key];

SELECT [v].[NormalizedStableKey] AS [Key], COUNT(*) AS [Count]
FROM [IntegrationVersions] AS [i]
INNER JOIN [VersionConnections] AS [v] ON [i].[Id] = [v].[VersionId]
INNER JOIN (
    SELECT [i0].[VersionId]
    FROM [Instances] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i0].[ArchivedAt] IS NULL
) AS [i1] ON [i].[Id] = [i1].[VersionId]
WHERE 0 = 1
GROUP BY [v].[NormalizedStableKey];

SELECT [o].[OwnerId], [o].[Status], [o].[AuthorizedAt]
FROM [OAuthAuthorizations] AS [o]
WHERE 0 = 1;

SELECT [c].[OwnerId], [c].[ValueSetId], [c].[TestedAt]
FROM [ConnectionTestOutcomes] AS [c]
WHERE 0 = 1;

SELECT (
    SELECT TOP(1) [r].[Sequence]
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[IntegrationId] = [i].[Id] AND [r].[InstanceId] IS NOT NULL AND [r].[EndedAt] IS NOT NULL
    ORDER BY [r].[Sequence] DESC)
FROM [Integrations] AS [i]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL;

-- ## Connections that fail

SELECT [o].[Id], [o].[Revision]
FROM [OwnConnectors] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId;

SELECT (
    SELECT TOP(1) [r].[Sequence]
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[IntegrationId] = [i].[Id] AND [r].[InstanceId] IS NOT NULL AND [r].[EndedAt] IS NOT NULL
    ORDER BY [r].[Sequence] DESC)
FROM [Integrations] AS [i]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL;

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [OrganizationConnections] AS [o]
    WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[SupersededById] IS NULL AND ([o].[Id] IN (
        SELECT [o0].[Id]
        FROM [OrganizationConnections] AS [o0]
        WHERE [o0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o0].[Kind] = 0 AND [o0].[Id] NOT IN (
            SELECT [o1].[Id]
            FROM [OrganizationConnections] AS [o1]
            WHERE [o1].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o1].[Kind] = 0 AND [o1].[ConnectorKey] + N'/' + [o1].[ConnectionTypeKey] IN (@consenting1, @consenting2) AND NOT EXISTS (
                SELECT 1
                FROM [OAuthAuthorizations] AS [o2]
                WHERE [o2].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o2].[OwnerId] = [o1].[Id] AND [o2].[Status] <> 0)
        ) AND [o0].[Id] NOT IN (
            SELECT [o3].[Id]
            FROM [OrganizationConnections] AS [o3]
            WHERE [o3].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o3].[Kind] = 0 AND EXISTS (
                SELECT 1
                FROM [OAuthAuthorizations] AS [o4]
                WHERE [o4].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o4].[OwnerId] = [o3].[Id] AND [o4].[Status] = 3)
        ) AND (EXISTS (
            SELECT 1
            FROM [ConnectionTestOutcomes] AS [c]
            WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c].[Works] = CAST(0 AS bit) AND [c].[Cause] IN (@RefusedCauses1, @RefusedCauses2, @RefusedCauses3, @RefusedCauses4, @RefusedCauses5) AND NOT EXISTS (
                SELECT 1
                FROM [OAuthAuthorizations] AS [o5]
                WHERE [o5].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o5].[OwnerId] = [c].[OwnerId] AND [o5].[AuthorizedAt] > [c].[TestedAt]) AND [c].[OwnerId] = [o0].[Id] AND ([c].[ValueSetId] = [o0].[Values_CurrentId] OR ([c].[ValueSetId] IS NULL AND [o0].[Values_CurrentId] IS NULL))) OR EXISTS (
            SELECT 1
            FROM [OAuthAuthorizations] AS [o6]
            WHERE [o6].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o6].[OwnerId] = [o0].[Id] AND [o6].[Status] = 2))
    ) OR [o].[Id] IN (
        SELECT [o7].[Id]
        FROM [OrganizationConnections] AS [o7]
        WHERE [o7].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o7].[Kind] = 0 AND EXISTS (
            SELECT 1
            FROM [OAuthAuthorizations] AS [o8]
            WHERE [o8].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o8].[OwnerId] = [o7].[Id] AND [o8].[Status] = 3)
    ))
) AS [o9];

SELECT [o].[Id], [o].[Name], [o].[StableKey], [o].[NormalizedStableKey], [o].[ConnectorKey], [o].[ConnectionTypeKey], [o].[Kind], [o].[CreatedAt], [o].[SupersededById], [o].[Values_CurrentId] AS [CurrentId], CASE
    WHEN [o].[DefaultForConnector] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END AS [IsDefault]
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[SupersededById] IS NULL AND ([o].[Id] IN (
    SELECT [o0].[Id]
    FROM [OrganizationConnections] AS [o0]
    WHERE [o0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o0].[Kind] = 0 AND [o0].[Id] NOT IN (
        SELECT [o1].[Id]
        FROM [OrganizationConnections] AS [o1]
        WHERE [o1].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o1].[Kind] = 0 AND [o1].[ConnectorKey] + N'/' + [o1].[ConnectionTypeKey] IN (@consenting1, @consenting2) AND NOT EXISTS (
            SELECT 1
            FROM [OAuthAuthorizations] AS [o2]
            WHERE [o2].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o2].[OwnerId] = [o1].[Id] AND [o2].[Status] <> 0)
    ) AND [o0].[Id] NOT IN (
        SELECT [o3].[Id]
        FROM [OrganizationConnections] AS [o3]
        WHERE [o3].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o3].[Kind] = 0 AND EXISTS (
            SELECT 1
            FROM [OAuthAuthorizations] AS [o4]
            WHERE [o4].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o4].[OwnerId] = [o3].[Id] AND [o4].[Status] = 3)
    ) AND (EXISTS (
        SELECT 1
        FROM [ConnectionTestOutcomes] AS [c]
        WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c].[Works] = CAST(0 AS bit) AND [c].[Cause] IN (@RefusedCauses1, @RefusedCauses2, @RefusedCauses3, @RefusedCauses4, @RefusedCauses5) AND NOT EXISTS (
            SELECT 1
            FROM [OAuthAuthorizations] AS [o5]
            WHERE [o5].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o5].[OwnerId] = [c].[OwnerId] AND [o5].[AuthorizedAt] > [c].[TestedAt]) AND [c].[OwnerId] = [o0].[Id] AND ([c].[ValueSetId] = [o0].[Values_CurrentId] OR ([c].[ValueSetId] IS NULL AND [o0].[Values_CurrentId] IS NULL))) OR EXISTS (
        SELECT 1
        FROM [OAuthAuthorizations] AS [o6]
        WHERE [o6].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o6].[OwnerId] = [o0].[Id] AND [o6].[Status] = 2))
) OR [o].[Id] IN (
    SELECT [o7].[Id]
    FROM [OrganizationConnections] AS [o7]
    WHERE [o7].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o7].[Kind] = 0 AND EXISTS (
        SELECT 1
        FROM [OAuthAuthorizations] AS [o8]
        WHERE [o8].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o8].[OwnerId] = [o7].[Id] AND [o8].[Status] = 3)
))
ORDER BY [o].[NormalizedName], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p9 ROWS ONLY;

SELECT [t].[Id], [t].[OrganizationConnectionId], [t].[Values_CurrentId] AS [CurrentId]
FROM [TestConnections] AS [t]
WHERE 0 = 1;

SELECT [c].[OrganizationConnectionId] AS [Key], COUNT(*) AS [Count], COUNT(CASE
    WHEN [c].[IsComplete] = CAST(0 AS bit) THEN 1
END) AS [Incomplete]
FROM [CustomerConnections] AS [c]
WHERE 0 = 1
GROUP BY [c].[OrganizationConnectionId];

SELECT [u].[Key], COUNT(*) AS [Count]
FROM (
    SELECT [d].[NormalizedStableKey] AS [Key], [i].[Id] AS [IntegrationId]
    FROM [Integrations] AS [i]
    INNER JOIN [DraftConnections] AS [d] ON [i].[Id] = [d].[IntegrationId]
    WHERE 0 = 1
    UNION
    SELECT [v].[NormalizedStableKey] AS [Key], [i0].[IntegrationId]
    FROM [IntegrationVersions] AS [i0]
    INNER JOIN [VersionConnections] AS [v] ON [i0].[Id] = [v].[VersionId]
    WHERE 0 = 1
) AS [u]
GROUP BY [u].[Key];

SELECT [v].[NormalizedStableKey] AS [Key], COUNT(*) AS [Count]
FROM [IntegrationVersions] AS [i]
INNER JOIN [VersionConnections] AS [v] ON [i].[Id] = [v].[VersionId]
INNER JOIN (
    SELECT [i0].[VersionId]
    FROM [Instances] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i0].[ArchivedAt] IS NULL
) AS [i1] ON [i].[Id] = [i1].[VersionId]
WHERE 0 = 1
GROUP BY [v].[NormalizedStableKey];

SELECT [o].[OwnerId], [o].[Status], [o].[AuthorizedAt]
FROM [OAuthAuthorizations] AS [o]
WHERE 0 = 1;

SELECT [c].[OwnerId], [c].[ValueSetId], [c].[TestedAt]
FROM [ConnectionTestOutcomes] AS [c]
WHERE 0 = 1;

SELECT (
    SELECT TOP(1) [r].[Sequence]
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[IntegrationId] = [i].[Id] AND [r].[InstanceId] IS NOT NULL AND [r].[EndedAt] IS NOT NULL
    ORDER BY [r].[Sequence] DESC)
FROM [Integrations] AS [i]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL;

-- ## Readiness, customers whose values fail

SELECT COUNT(*)
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[Kind] = 1;

SELECT [o].[Id], [o].[Name], [o].[StableKey], [o].[NormalizedStableKey], [o].[ConnectorKey], [o].[ConnectionTypeKey]
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[Kind] = 1
ORDER BY [o].[NormalizedName], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p1 ROWS ONLY;

SELECT [o].[Id], [o].[Revision]
FROM [OwnConnectors] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId;

SELECT TOP(@p) [c].[Id], [c].[Name], [c].[ExternalId]
FROM [Customers] AS [c]
WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c].[ArchivedAt] IS NULL AND [c].[Id] IN (
    SELECT [i].[CustomerId]
    FROM [Instances] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL AND [i].[Status] <> 0 AND EXISTS (
        SELECT 1
        FROM [Runs] AS [r]
        WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[InstanceId] = [i].[Id] AND [r].[FailureCategory] = 1) AND (
        SELECT TOP(1) [r0].[FailureCategory]
        FROM [Runs] AS [r0]
        WHERE [r0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r0].[InstanceId] = [i].[Id] AND [r0].[EndedAt] IS NOT NULL
        ORDER BY [r0].[Sequence] DESC) = 1
    UNION ALL
    SELECT [u].[c] AS [CustomerId]
    FROM (
        SELECT (
            SELECT TOP(1) [c1].[CustomerId]
            FROM [CustomerConnections] AS [c1]
            WHERE 0 = 1) AS [c]
        FROM [ConnectionTestOutcomes] AS [c0]
        WHERE [c0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [c0].[Works] = CAST(0 AS bit) AND [c0].[Cause] IN (@RefusedCauses1, @RefusedCauses2, @RefusedCauses3, @RefusedCauses4, @RefusedCauses5) AND NOT EXISTS (
            SELECT 1
            FROM [OAuthAuthorizations] AS [o]
            WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[OwnerId] = [c0].[OwnerId] AND [o].[AuthorizedAt] > [c0].[TestedAt])
        UNION ALL
        SELECT (
            SELECT TOP(1) [c2].[CustomerId]
            FROM [CustomerConnections] AS [c2]
            WHERE 0 = 1) AS [c]
        FROM [OAuthAuthorizations] AS [o0]
        WHERE [o0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o0].[Status] IN (2, 3)
    ) AS [u]
    WHERE [u].[c] IS NOT NULL
)
ORDER BY [c].[NormalizedName], [c].[Id];

SELECT [c].[Id], [c].[OrganizationConnectionId], [c].[CustomerId], [c].[IsComplete], [c].[Values_CurrentId], [c].[LastConfiguredAt]
FROM [CustomerConnections] AS [c]
WHERE 0 = 1;

SELECT DISTINCT [i].[CustomerId], [v].[NormalizedStableKey]
FROM [Instances] AS [i]
INNER JOIN (
    SELECT [i0].[Id]
    FROM [IntegrationVersions] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i1] ON [i].[VersionId] = [i1].[Id]
INNER JOIN [VersionConnections] AS [v] ON [i1].[Id] = [v].[VersionId]
WHERE 0 = 1;

SELECT (
    SELECT TOP(1) [r].[Sequence]
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[InstanceId] = [i].[Id] AND [r].[EndedAt] IS NOT NULL
    ORDER BY [r].[Sequence] DESC)
FROM [Instances] AS [i]
WHERE 0 = 1;

SELECT [o].[OwnerId], [o].[Status], [o].[AuthorizedAt]
FROM [OAuthAuthorizations] AS [o]
WHERE 0 = 1;

SELECT [c].[OwnerId], [c].[ValueSetId], [c].[TestedAt]
FROM [ConnectionTestOutcomes] AS [c]
WHERE 0 = 1;

-- ## Integrations by name

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Integrations] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL
) AS [i0];

SELECT [i].[Id], [i].[Name], [i].[Description], [i].[LatestVersion], [i].[HasUnpublishedChanges], (
    SELECT COUNT(*)
    FROM [Instances] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i0].[IntegrationId] = [i].[Id] AND [i0].[ArchivedAt] IS NULL), [i].[CreatedAt]
FROM [Integrations] AS [i]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL
ORDER BY [i].[NormalizedName], [i].[Id]
OFFSET @p ROWS FETCH NEXT @p2 ROWS ONLY;

-- ## Integrations, newest first, searched

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Integrations] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL AND [i].[NormalizedName] LIKE @search_contains ESCAPE N'\'
) AS [i0];

SELECT [i].[Id], [i].[Name], [i].[Description], [i].[LatestVersion], [i].[HasUnpublishedChanges], (
    SELECT COUNT(*)
    FROM [Instances] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i0].[IntegrationId] = [i].[Id] AND [i0].[ArchivedAt] IS NULL), [i].[CreatedAt]
FROM [Integrations] AS [i]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL AND [i].[NormalizedName] LIKE @search_contains ESCAPE N'\'
ORDER BY [i].[CreatedAt] DESC, [i].[Id] DESC
OFFSET @p ROWS FETCH NEXT @p3 ROWS ONLY;

-- ## Instances by name

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Instances] AS [i]
    INNER JOIN (
        SELECT [c].[Id]
        FROM [Customers] AS [c]
        WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
    ) AS [c0] ON [i].[CustomerId] = [c0].[Id]
    INNER JOIN (
        SELECT [i0].[Id]
        FROM [Integrations] AS [i0]
        WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId
    ) AS [i1] ON [i].[IntegrationId] = [i1].[Id]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL
) AS [s];

SELECT [i].[Id], [i].[Name], [c0].[Id], [c0].[Name], [i1].[Id], [i1].[Name], [i].[VersionNumber], [i1].[LatestVersion], [i].[Status], [i].[CreatedAt]
FROM [Instances] AS [i]
INNER JOIN (
    SELECT [c].[Id], [c].[Name]
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [c0] ON [i].[CustomerId] = [c0].[Id]
INNER JOIN (
    SELECT [i0].[Id], [i0].[LatestVersion], [i0].[Name]
    FROM [Integrations] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i1] ON [i].[IntegrationId] = [i1].[Id]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL
ORDER BY [i].[NormalizedName], [i].[Id]
OFFSET @p ROWS FETCH NEXT @p1 ROWS ONLY;

-- ## Instances of a customer, by integration

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Instances] AS [i]
    INNER JOIN (
        SELECT [c].[Id], [c].[NormalizedName]
        FROM [Customers] AS [c]
        WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
    ) AS [c0] ON [i].[CustomerId] = [c0].[Id]
    INNER JOIN (
        SELECT [i0].[Id]
        FROM [Integrations] AS [i0]
        WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId
    ) AS [i1] ON [i].[IntegrationId] = [i1].[Id]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL AND [i].[CustomerId] = @customerId AND [i].[IntegrationId] = @integrationId AND [i].[Status] = @status AND ([i].[NormalizedName] LIKE @search_contains ESCAPE N'\' OR [c0].[NormalizedName] LIKE @search_contains ESCAPE N'\')
) AS [s];

SELECT [i].[Id], [i].[Name], [c0].[Id], [c0].[Name], [i1].[Id], [i1].[Name], [i].[VersionNumber], [i1].[LatestVersion], [i].[Status], [i].[CreatedAt]
FROM [Instances] AS [i]
INNER JOIN (
    SELECT [c].[Id], [c].[Name], [c].[NormalizedName]
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [c0] ON [i].[CustomerId] = [c0].[Id]
INNER JOIN (
    SELECT [i0].[Id], [i0].[LatestVersion], [i0].[Name], [i0].[NormalizedName]
    FROM [Integrations] AS [i0]
    WHERE [i0].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i1] ON [i].[IntegrationId] = [i1].[Id]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [i].[ArchivedAt] IS NULL AND [i].[CustomerId] = @customerId AND [i].[IntegrationId] = @integrationId AND [i].[Status] = @status AND ([i].[NormalizedName] LIKE @search_contains ESCAPE N'\' OR [c0].[NormalizedName] LIKE @search_contains ESCAPE N'\')
ORDER BY [i1].[NormalizedName], [i].[Id]
OFFSET @p ROWS FETCH NEXT @p6 ROWS ONLY;

-- ## Runs, newest first

SELECT TOP(@p) [r].[Sequence]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId
ORDER BY [r].[Sequence] DESC;

SELECT [r].[Sequence], [r].[Id], [r].[Status], [r].[Trigger], [r].[IntegrationId], CASE
    WHEN [i0].[Id] IS NULL THEN N'(deleted)'
    ELSE [i0].[Name]
END, [r].[InstanceId], [i2].[Name], [r].[CustomerId], [c0].[Name], [r].[FlowKey], [r].[AcceptedAt], [r].[StartedAt], [r].[EndedAt], [r].[FailedStep], [r].[FailureMessage]
FROM [Runs] AS [r]
LEFT JOIN (
    SELECT [i].[Id], [i].[Name]
    FROM [Integrations] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i0] ON [r].[IntegrationId] = [i0].[Id]
LEFT JOIN (
    SELECT [i1].[Id], [i1].[Name]
    FROM [Instances] AS [i1]
    WHERE [i1].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i2] ON [r].[InstanceId] = [i2].[Id]
LEFT JOIN (
    SELECT [c].[Id], [c].[Name]
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [c0] ON [r].[CustomerId] = [c0].[Id]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Sequence] = @keys1
ORDER BY [r].[Sequence] DESC;

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [r0];

-- ## Runs, filtered, next page

SELECT TOP(2) MIN([r0].[Sequence]) AS [First], MAX([r0].[Sequence]) AS [Last]
FROM (
    SELECT [r].[Sequence], 1 AS [Key]
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[AcceptedAt] >= @from AND [r].[AcceptedAt] < @to
) AS [r0]
GROUP BY [r0].[Key];

SELECT TOP(@p) [r].[Sequence]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Status] - @status = 0 AND [r].[InstanceId] = @instance AND [r].[IntegrationId] = @integration AND [r].[CustomerId] = @customer AND [r].[AcceptedAt] >= @from AND [r].[AcceptedAt] < @to AND [r].[Sequence] - @first >= CAST(0 AS bigint) AND [r].[Sequence] <= @last
ORDER BY [r].[Sequence] DESC;

SELECT [r].[Sequence], [r].[Id], [r].[Status], [r].[Trigger], [r].[IntegrationId], CASE
    WHEN [i0].[Id] IS NULL THEN N'(deleted)'
    ELSE [i0].[Name]
END, [r].[InstanceId], [i2].[Name], [r].[CustomerId], [c0].[Name], [r].[FlowKey], [r].[AcceptedAt], [r].[StartedAt], [r].[EndedAt], [r].[FailedStep], [r].[FailureMessage]
FROM [Runs] AS [r]
LEFT JOIN (
    SELECT [i].[Id], [i].[Name]
    FROM [Integrations] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i0] ON [r].[IntegrationId] = [i0].[Id]
LEFT JOIN (
    SELECT [i1].[Id], [i1].[Name]
    FROM [Instances] AS [i1]
    WHERE [i1].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i2] ON [r].[InstanceId] = [i2].[Id]
LEFT JOIN (
    SELECT [c].[Id], [c].[Name]
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [c0] ON [r].[CustomerId] = [c0].[Id]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Sequence] = @keys1
ORDER BY [r].[Sequence] DESC;

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Status] - @status = 0 AND [r].[InstanceId] = @instance AND [r].[IntegrationId] = @integration AND [r].[CustomerId] = @customer AND [r].[AcceptedAt] >= @from AND [r].[AcceptedAt] < @to AND [r].[Sequence] - @first >= CAST(0 AS bigint) AND [r].[Sequence] <= @last
    ORDER BY [r].[Sequence] DESC
) AS [r0];

-- ## Runs, page before

SELECT TOP(@p) [r].[Sequence]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Sequence] >= @first
ORDER BY [r].[Sequence];

SELECT [r].[Sequence], [r].[Id], [r].[Status], [r].[Trigger], [r].[IntegrationId], CASE
    WHEN [i0].[Id] IS NULL THEN N'(deleted)'
    ELSE [i0].[Name]
END, [r].[InstanceId], [i2].[Name], [r].[CustomerId], [c0].[Name], [r].[FlowKey], [r].[AcceptedAt], [r].[StartedAt], [r].[EndedAt], [r].[FailedStep], [r].[FailureMessage]
FROM [Runs] AS [r]
LEFT JOIN (
    SELECT [i].[Id], [i].[Name]
    FROM [Integrations] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i0] ON [r].[IntegrationId] = [i0].[Id]
LEFT JOIN (
    SELECT [i1].[Id], [i1].[Name]
    FROM [Instances] AS [i1]
    WHERE [i1].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [i2] ON [r].[InstanceId] = [i2].[Id]
LEFT JOIN (
    SELECT [c].[Id], [c].[Name]
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [c0] ON [r].[CustomerId] = [c0].[Id]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Sequence] = @keys1
ORDER BY [r].[Sequence] DESC;

SELECT COUNT(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [Runs] AS [r]
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [r0];

-- ## The search at the top

SELECT TOP(@p) [c].[Id], [c].[Name], [c].[ExternalId]
FROM [Customers] AS [c]
WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId AND ([c].[Id] = @id OR [c].[ExternalId] = @exact OR [c].[NormalizedName] LIKE @text_contains ESCAPE N'\')
ORDER BY [c].[NormalizedName];

SELECT TOP(@p) [o].[Id], [o].[Name], [o].[StableKey]
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND ([o].[Id] = @_8__locals1_id OR [o].[NormalizedStableKey] LIKE @key_contains ESCAPE N'\' OR [o].[NormalizedName] LIKE @_8__locals1_text_contains ESCAPE N'\')
ORDER BY [o].[NormalizedName];

SELECT TOP(@p) [i].[Id], [i].[Name]
FROM [Integrations] AS [i]
WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND ([i].[Id] = @id OR [i].[NormalizedName] LIKE @text_contains ESCAPE N'\')
ORDER BY [i].[NormalizedName];

SELECT [i0].[Id], [i0].[Name], [c0].[Name]
FROM (
    SELECT TOP(@p) [i].[Id], [i].[CustomerId], [i].[Name], [i].[NormalizedName]
    FROM [Instances] AS [i]
    WHERE [i].[OrganizationId] = @ef_filter__CurrentOrganizationId AND ([i].[Id] = @id OR [i].[NormalizedName] LIKE @text_contains ESCAPE N'\')
    ORDER BY [i].[NormalizedName]
) AS [i0]
INNER JOIN (
    SELECT [c].[Id], [c].[Name]
    FROM [Customers] AS [c]
    WHERE [c].[OrganizationId] = @ef_filter__CurrentOrganizationId
) AS [c0] ON [i0].[CustomerId] = [c0].[Id]
ORDER BY [i0].[NormalizedName];
