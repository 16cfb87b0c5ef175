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

SELECT [o].[Id], [o].[Name], [o].[StableKey], [o].[NormalizedStableKey], [o].[ConnectorKey], [o].[ConnectionTypeKey], [o].[Kind], [o].[CreatedAt], [o].[SupersededById], CASE
    WHEN [o].[DefaultForConnector] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END AS [IsDefault]
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId
ORDER BY [o].[NormalizedName], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p1 ROWS ONLY;

SELECT [t].[OrganizationConnectionId]
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

SELECT [o].[Id], [o].[AuthorizedAt], [o].[AuthorizedBy], [o].[ConfigurationHash], [o].[CreatedAt], [o].[ExpiresAt], [o].[FailedSince], [o].[Failures], [o].[LastError], [o].[LastErrorAt], [o].[LastRefreshedAt], [o].[LeaseId], [o].[LeaseUntil], [o].[NextAttemptAt], [o].[OrganizationId], [o].[OwnerId], [o].[OwnerKind], [o].[OwnerName], [o].[RecoveredAt], [o].[RefreshAt], [o].[RefreshStartedAt], [o].[RefreshToken], [o].[Scopes], [o].[Status], [o].[Token], [o].[TokenNumber], [o].[Version]
FROM [OAuthAuthorizations] AS [o]
WHERE 0 = 1;

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

SELECT [o].[Id], [o].[Name], [o].[StableKey], [o].[NormalizedStableKey], [o].[ConnectorKey], [o].[ConnectionTypeKey], [o].[Kind], [o].[CreatedAt], [o].[SupersededById], CASE
    WHEN [o].[DefaultForConnector] IS NOT NULL THEN CAST(1 AS bit)
    ELSE CAST(0 AS bit)
END AS [IsDefault]
FROM [OrganizationConnections] AS [o]
WHERE [o].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [o].[Kind] = @kind AND [o].[NormalizedStableKey] = @normalized AND ([o].[NormalizedName] LIKE @search_contains ESCAPE N'\' OR [o].[NormalizedStableKey] LIKE @search_contains0 ESCAPE N'\')
ORDER BY [o].[ConnectorKey], [o].[NormalizedName], [o].[Id]
OFFSET @p ROWS FETCH NEXT @p5 ROWS ONLY;

SELECT [t].[OrganizationConnectionId]
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

SELECT [o].[Id], [o].[AuthorizedAt], [o].[AuthorizedBy], [o].[ConfigurationHash], [o].[CreatedAt], [o].[ExpiresAt], [o].[FailedSince], [o].[Failures], [o].[LastError], [o].[LastErrorAt], [o].[LastRefreshedAt], [o].[LeaseId], [o].[LeaseUntil], [o].[NextAttemptAt], [o].[OrganizationId], [o].[OwnerId], [o].[OwnerKind], [o].[OwnerName], [o].[RecoveredAt], [o].[RefreshAt], [o].[RefreshStartedAt], [o].[RefreshToken], [o].[Scopes], [o].[Status], [o].[Token], [o].[TokenNumber], [o].[Version]
FROM [OAuthAuthorizations] AS [o]
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
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[AcceptedAt] >= @first AND [r].[AcceptedAt] < @end
) AS [r0]
GROUP BY [r0].[Key];

SELECT TOP(@p) [r].[Sequence]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Status] = @status AND [r].[InstanceId] = @instance AND [r].[IntegrationId] = @integration AND [r].[CustomerId] = @customer AND [r].[AcceptedAt] >= @first AND [r].[AcceptedAt] < @end AND [r].[Sequence] >= @first6 AND [r].[Sequence] <= @last AND [r].[Sequence] < @before
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
    WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Status] = @status AND [r].[InstanceId] = @instance AND [r].[IntegrationId] = @integration AND [r].[CustomerId] = @customer AND [r].[AcceptedAt] >= @first AND [r].[AcceptedAt] < @end AND [r].[Sequence] >= @first6 AND [r].[Sequence] <= @last
) AS [r0];

-- ## Runs, page before

SELECT TOP(@p) [r].[Sequence]
FROM [Runs] AS [r]
WHERE [r].[OrganizationId] = @ef_filter__CurrentOrganizationId AND [r].[Sequence] > @after
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
