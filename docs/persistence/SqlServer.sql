IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
CREATE TABLE [ApiTokens] (
    [Id] uniqueidentifier NOT NULL,
    [Name] nvarchar(100) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [Roles] int NOT NULL,
    [Ending] nvarchar(4) NOT NULL,
    [Hash] varbinary(32) NOT NULL,
    [CreatedBy] nvarchar(256) NOT NULL,
    [ExpiresAt] datetime2(6) NULL,
    [RevokedAt] datetime2(6) NULL,
    [LastUsedAt] datetime2(6) NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_ApiTokens] PRIMARY KEY ([Id])
);

CREATE TABLE [AspNetUsers] (
    [Id] uniqueidentifier NOT NULL,
    [DisplayName] nvarchar(200) NOT NULL,
    [UserName] nvarchar(256) NULL,
    [NormalizedUserName] nvarchar(256) NULL,
    [Email] nvarchar(256) NULL,
    [NormalizedEmail] nvarchar(256) NULL,
    [EmailConfirmed] bit NOT NULL,
    [PasswordHash] nvarchar(max) NULL,
    [SecurityStamp] nvarchar(max) NULL,
    [ConcurrencyStamp] nvarchar(max) NULL,
    [PhoneNumber] nvarchar(max) NULL,
    [PhoneNumberConfirmed] bit NOT NULL,
    [TwoFactorEnabled] bit NOT NULL,
    [LockoutEnd] datetimeoffset NULL,
    [LockoutEnabled] bit NOT NULL,
    [AccessFailedCount] int NOT NULL,
    CONSTRAINT [PK_AspNetUsers] PRIMARY KEY ([Id])
);

CREATE TABLE [AuditChains] (
    [OrganizationId] uniqueidentifier NOT NULL,
    [LastSequence] bigint NOT NULL,
    [LastHash] varbinary(32) NOT NULL,
    CONSTRAINT [PK_AuditChains] PRIMARY KEY ([OrganizationId])
);

CREATE TABLE [AuditEntries] (
    [OrganizationId] uniqueidentifier NOT NULL,
    [Sequence] bigint NOT NULL,
    [At] datetime2(6) NOT NULL,
    [ActorKind] int NOT NULL,
    [ActorId] uniqueidentifier NULL,
    [ActorName] nvarchar(256) NOT NULL,
    [Action] nvarchar(50) NOT NULL,
    [Request] nvarchar(100) NOT NULL,
    [SubjectKind] nvarchar(50) NOT NULL,
    [SubjectId] uniqueidentifier NOT NULL,
    [SubjectName] nvarchar(500) NOT NULL,
    [Changes] nvarchar(max) NOT NULL,
    [Hash] varbinary(32) NOT NULL,
    CONSTRAINT [PK_AuditEntries] PRIMARY KEY ([OrganizationId], [Sequence])
);

CREATE TABLE [AuthorizationAttempts] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [OwnerKind] int NOT NULL,
    [OwnerId] uniqueidentifier NOT NULL,
    [StateHash] nvarchar(64) NOT NULL,
    [UserId] uniqueidentifier NOT NULL,
    [SessionHash] nvarchar(64) NOT NULL,
    [ConfigurationHash] nvarchar(64) NOT NULL,
    [CodeVerifier] varbinary(500) NOT NULL,
    [RedirectUri] nvarchar(2000) NOT NULL,
    [ReturnUrl] nvarchar(2000) NOT NULL,
    [ExpiresAt] datetime2(6) NOT NULL,
    [UsedAt] datetime2(6) NULL,
    CONSTRAINT [PK_AuthorizationAttempts] PRIMARY KEY ([Id])
);

CREATE TABLE [ConnectionTestOutcomes] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [OwnerKind] int NOT NULL,
    [OwnerId] uniqueidentifier NOT NULL,
    [ValueSetId] uniqueidentifier NULL,
    [TestedAt] datetime2(6) NOT NULL,
    [TestedBy] nvarchar(256) NOT NULL,
    [Works] bit NOT NULL,
    [Cause] int NOT NULL,
    [Words] nvarchar(1000) NOT NULL,
    CONSTRAINT [PK_ConnectionTestOutcomes] PRIMARY KEY ([Id])
);

CREATE TABLE [Credentials] (
    [Id] uniqueidentifier NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [AuthorizationMethod] nvarchar(50) NOT NULL,
    [Values_CurrentId] uniqueidentifier NULL,
    [Values_Number] int NOT NULL,
    [Values_PreviousId] uniqueidentifier NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_Credentials] PRIMARY KEY ([Id])
);

CREATE TABLE [Customers] (
    [Id] uniqueidentifier NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [Description] nvarchar(2000) NOT NULL,
    [ExternalId] nvarchar(200) NULL,
    [ArchivedAt] datetime2(6) NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_Customers] PRIMARY KEY ([Id])
);

CREATE TABLE [DataKeys] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Number] int NOT NULL,
    [WrappedKey] varbinary(200) NOT NULL,
    [MasterKeyId] nvarchar(64) NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    [RetiredAt] datetime2(6) NULL,
    CONSTRAINT [PK_DataKeys] PRIMARY KEY ([Id])
);

CREATE TABLE [DataProtectionKeys] (
    [Id] int NOT NULL IDENTITY,
    [FriendlyName] nvarchar(200) NOT NULL,
    [Xml] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_DataProtectionKeys] PRIMARY KEY ([Id])
);

CREATE TABLE [FingerprintKeys] (
    [OrganizationId] uniqueidentifier NOT NULL,
    [WrappedKey] varbinary(200) NOT NULL,
    [MasterKeyId] nvarchar(64) NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_FingerprintKeys] PRIMARY KEY ([OrganizationId])
);

CREATE TABLE [Integrations] (
    [Id] uniqueidentifier NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [Description] nvarchar(2000) NOT NULL,
    [Draft] nvarchar(max) NOT NULL,
    [TestConfiguration] nvarchar(max) NOT NULL,
    [LatestVersion] int NOT NULL,
    [HasUnpublishedChanges] bit NOT NULL,
    [ArchivedAt] datetime2(6) NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_Integrations] PRIMARY KEY ([Id])
);

CREATE TABLE [NumberBlocks] (
    [Name] nvarchar(50) NOT NULL,
    [Next] bigint NOT NULL,
    CONSTRAINT [PK_NumberBlocks] PRIMARY KEY ([Name])
);

CREATE TABLE [OAuthAuthorizations] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [OwnerKind] int NOT NULL,
    [OwnerId] uniqueidentifier NOT NULL,
    [OwnerName] nvarchar(450) NOT NULL,
    [Status] int NOT NULL,
    [Version] int NOT NULL,
    [TokenNumber] int NOT NULL,
    [ConfigurationHash] nvarchar(64) NOT NULL,
    [Token] varbinary(max) NULL,
    [RefreshToken] varbinary(max) NULL,
    [Scopes] nvarchar(2000) NOT NULL,
    [ExpiresAt] datetime2(6) NULL,
    [RefreshAt] datetime2(6) NULL,
    [AuthorizedAt] datetime2(6) NULL,
    [AuthorizedBy] nvarchar(256) NOT NULL,
    [LastRefreshedAt] datetime2(6) NULL,
    [LastError] nvarchar(1000) NULL,
    [LastErrorAt] datetime2(6) NULL,
    [FailedSince] datetime2(6) NULL,
    [RecoveredAt] datetime2(6) NULL,
    [Failures] int NOT NULL,
    [NextAttemptAt] datetime2(6) NULL,
    [LeaseId] uniqueidentifier NULL,
    [LeaseUntil] datetime2(6) NULL,
    [RefreshStartedAt] datetime2(6) NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_OAuthAuthorizations] PRIMARY KEY ([Id])
);

CREATE TABLE [OrganizationConnections] (
    [Id] uniqueidentifier NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [Description] nvarchar(2000) NOT NULL,
    [StableKey] nvarchar(100) NOT NULL,
    [NormalizedStableKey] nvarchar(100) NOT NULL,
    [ConnectorKey] nvarchar(100) NOT NULL,
    [ConnectionTypeKey] nvarchar(100) NOT NULL,
    [Kind] int NOT NULL,
    [Inputs] nvarchar(max) NOT NULL,
    [DefaultForConnector] nvarchar(100) NULL,
    [SupersededById] uniqueidentifier NULL,
    [AllowedHosts] nvarchar(max) NOT NULL,
    [Values_CurrentId] uniqueidentifier NULL,
    [Values_Number] int NOT NULL,
    [Values_PreviousId] uniqueidentifier NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_OrganizationConnections] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_OrganizationConnections_OrganizationConnections_SupersededById] FOREIGN KEY ([SupersededById]) REFERENCES [OrganizationConnections] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [Organizations] (
    [Id] uniqueidentifier NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [TimeZone] nvarchar(100) NOT NULL,
    [TestFallbackAllowed] bit NOT NULL,
    [RunRetentionDays] int NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_Organizations] PRIMARY KEY ([Id])
);

CREATE TABLE [OwnConnectors] (
    [Id] uniqueidentifier NOT NULL,
    [Key] nvarchar(50) NOT NULL,
    [Name] nvarchar(100) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [Description] nvarchar(2000) NOT NULL,
    [Icon] nvarchar(50) NOT NULL,
    [PictureId] uniqueidentifier NULL,
    [ConnectionTypes] nvarchar(max) NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_OwnConnectors] PRIMARY KEY ([Id])
);

CREATE TABLE [RunLogLines] (
    [RunSequence] bigint NOT NULL,
    [Number] int NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [At] datetime2(6) NOT NULL,
    [Severity] int NOT NULL,
    [StepName] nvarchar(200) NULL,
    [Message] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_RunLogLines] PRIMARY KEY ([RunSequence], [Number])
);

CREATE TABLE [RunnerNodes] (
    [Id] uniqueidentifier NOT NULL,
    [MachineName] nvarchar(256) NOT NULL,
    [ProcessId] int NOT NULL,
    [ProcessStartedAt] datetime2(6) NOT NULL,
    [LeaseUntil] datetime2(6) NOT NULL,
    CONSTRAINT [PK_RunnerNodes] PRIMARY KEY ([Id])
);

CREATE TABLE [Runs] (
    [Sequence] bigint NOT NULL,
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [IntegrationId] uniqueidentifier NOT NULL,
    [VersionId] uniqueidentifier NULL,
    [InstanceId] uniqueidentifier NULL,
    [CustomerId] uniqueidentifier NULL,
    [FlowKey] nvarchar(200) NOT NULL,
    [Trigger] int NOT NULL,
    [Status] int NOT NULL,
    [DueAt] datetime2(6) NULL,
    [AcceptedAt] datetime2(6) NOT NULL,
    [StartedAt] datetime2(6) NULL,
    [EndedAt] datetime2(6) NULL,
    [StartedBy] nvarchar(256) NOT NULL,
    [Definition] nvarchar(max) NULL,
    [Configuration] nvarchar(max) NOT NULL,
    [Payload] varbinary(max) NULL,
    [UsedFallback] bit NOT NULL,
    [FailedStep] nvarchar(500) NULL,
    [FailureCategory] int NULL,
    [FailureMessage] nvarchar(max) NULL,
    [OwnerId] uniqueidentifier NULL,
    [Epoch] int NOT NULL,
    [CancelRequestedAt] datetime2(6) NULL,
    [ReplayOf] uniqueidentifier NULL,
    CONSTRAINT [PK_Runs] PRIMARY KEY ([Sequence])
);

CREATE TABLE [StepRuns] (
    [RunSequence] bigint NOT NULL,
    [Ordinal] int NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Path] nvarchar(1000) NOT NULL,
    [StepName] nvarchar(200) NOT NULL,
    [Action] nvarchar(200) NOT NULL,
    [Status] int NOT NULL,
    [StartedAt] datetime2(6) NOT NULL,
    [DurationMicroseconds] bigint NOT NULL,
    [Input] nvarchar(max) NULL,
    [OutputKind] int NOT NULL,
    [OutputContentType] nvarchar(200) NULL,
    [Output] varbinary(max) NULL,
    [ExactOutput] varbinary(max) NULL,
    [OutputLength] bigint NOT NULL,
    [Attempts] nvarchar(max) NULL,
    [Connections] nvarchar(max) NULL,
    [FailureCategory] int NULL,
    [FailureMessage] nvarchar(max) NULL,
    CONSTRAINT [PK_StepRuns] PRIMARY KEY ([RunSequence], [Ordinal])
);

CREATE TABLE [ValueSets] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [OwnerKind] int NOT NULL,
    [OwnerId] uniqueidentifier NOT NULL,
    [Number] int NOT NULL,
    [Values] nvarchar(max) NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    [CreatedBy] nvarchar(256) NOT NULL,
    CONSTRAINT [PK_ValueSets] PRIMARY KEY ([Id])
);

CREATE TABLE [AspNetUserClaims] (
    [Id] int NOT NULL IDENTITY,
    [UserId] uniqueidentifier NOT NULL,
    [ClaimType] nvarchar(max) NULL,
    [ClaimValue] nvarchar(max) NULL,
    CONSTRAINT [PK_AspNetUserClaims] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_AspNetUserClaims_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [AspNetUserLogins] (
    [LoginProvider] nvarchar(450) NOT NULL,
    [ProviderKey] nvarchar(450) NOT NULL,
    [ProviderDisplayName] nvarchar(max) NULL,
    [UserId] uniqueidentifier NOT NULL,
    CONSTRAINT [PK_AspNetUserLogins] PRIMARY KEY ([LoginProvider], [ProviderKey]),
    CONSTRAINT [FK_AspNetUserLogins_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [AspNetUserTokens] (
    [UserId] uniqueidentifier NOT NULL,
    [LoginProvider] nvarchar(450) NOT NULL,
    [Name] nvarchar(450) NOT NULL,
    [Value] nvarchar(max) NULL,
    CONSTRAINT [PK_AspNetUserTokens] PRIMARY KEY ([UserId], [LoginProvider], [Name]),
    CONSTRAINT [FK_AspNetUserTokens_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [Memberships] (
    [Id] uniqueidentifier NOT NULL,
    [UserId] uniqueidentifier NOT NULL,
    [Email] nvarchar(256) NOT NULL,
    [NormalizedEmail] nvarchar(256) NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [Roles] int NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_Memberships] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_Memberships_AspNetUsers_UserId] FOREIGN KEY ([UserId]) REFERENCES [AspNetUsers] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [ConfigVariables] (
    [Id] uniqueidentifier NOT NULL,
    [CustomerId] uniqueidentifier NULL,
    [ScopeId] uniqueidentifier NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [IsSecret] bit NOT NULL,
    [Values_CurrentId] uniqueidentifier NULL,
    [Values_Number] int NOT NULL,
    [Values_PreviousId] uniqueidentifier NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_ConfigVariables] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_ConfigVariables_Customers_CustomerId] FOREIGN KEY ([CustomerId]) REFERENCES [Customers] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [DraftConnections] (
    [NormalizedStableKey] nvarchar(100) NOT NULL,
    [IntegrationId] uniqueidentifier NOT NULL,
    CONSTRAINT [PK_DraftConnections] PRIMARY KEY ([IntegrationId], [NormalizedStableKey]),
    CONSTRAINT [FK_DraftConnections_Integrations_IntegrationId] FOREIGN KEY ([IntegrationId]) REFERENCES [Integrations] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [IntegrationVersions] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [IntegrationId] uniqueidentifier NOT NULL,
    [IntegrationName] nvarchar(200) NOT NULL,
    [Number] int NOT NULL,
    [Definition] nvarchar(max) NOT NULL,
    [Comment] nvarchar(2000) NOT NULL,
    [PublishedBy] nvarchar(256) NOT NULL,
    [PublishedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_IntegrationVersions] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_IntegrationVersions_Integrations_IntegrationId] FOREIGN KEY ([IntegrationId]) REFERENCES [Integrations] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [CustomerConnections] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationConnectionId] uniqueidentifier NOT NULL,
    [CustomerId] uniqueidentifier NOT NULL,
    [Label] nvarchar(402) NOT NULL,
    [IsComplete] bit NOT NULL,
    [LastConfiguredAt] datetime2(6) NOT NULL,
    [Values_CurrentId] uniqueidentifier NULL,
    [Values_Number] int NOT NULL,
    [Values_PreviousId] uniqueidentifier NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_CustomerConnections] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_CustomerConnections_Customers_CustomerId] FOREIGN KEY ([CustomerId]) REFERENCES [Customers] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_CustomerConnections_OrganizationConnections_OrganizationConnectionId] FOREIGN KEY ([OrganizationConnectionId]) REFERENCES [OrganizationConnections] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [TestConnections] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationConnectionId] uniqueidentifier NOT NULL,
    [ConnectionName] nvarchar(200) NOT NULL,
    [Values_CurrentId] uniqueidentifier NULL,
    [Values_Number] int NOT NULL,
    [Values_PreviousId] uniqueidentifier NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_TestConnections] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_TestConnections_OrganizationConnections_OrganizationConnectionId] FOREIGN KEY ([OrganizationConnectionId]) REFERENCES [OrganizationConnections] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [ConnectorPictures] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [ConnectorId] uniqueidentifier NOT NULL,
    [ContentType] nvarchar(50) NOT NULL,
    [Bytes] varbinary(max) NOT NULL,
    CONSTRAINT [PK_ConnectorPictures] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_ConnectorPictures_OwnConnectors_ConnectorId] FOREIGN KEY ([ConnectorId]) REFERENCES [OwnConnectors] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [Instances] (
    [Id] uniqueidentifier NOT NULL,
    [Name] nvarchar(200) NOT NULL,
    [NormalizedName] nvarchar(200) NOT NULL,
    [Description] nvarchar(2000) NOT NULL,
    [CustomerId] uniqueidentifier NOT NULL,
    [IntegrationId] uniqueidentifier NOT NULL,
    [VersionId] uniqueidentifier NOT NULL,
    [VersionNumber] int NOT NULL,
    [Configuration] nvarchar(max) NOT NULL,
    [Status] int NOT NULL,
    [DeployedAt] datetime2(6) NULL,
    [ArchivedAt] datetime2(6) NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [Revision] uniqueidentifier NOT NULL,
    [CreatedAt] datetime2(6) NOT NULL,
    CONSTRAINT [PK_Instances] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_Instances_Customers_CustomerId] FOREIGN KEY ([CustomerId]) REFERENCES [Customers] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Instances_IntegrationVersions_VersionId] FOREIGN KEY ([VersionId]) REFERENCES [IntegrationVersions] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_Instances_Integrations_IntegrationId] FOREIGN KEY ([IntegrationId]) REFERENCES [Integrations] ([Id]) ON DELETE NO ACTION
);

CREATE TABLE [VersionConnections] (
    [NormalizedStableKey] nvarchar(100) NOT NULL,
    [VersionId] uniqueidentifier NOT NULL,
    CONSTRAINT [PK_VersionConnections] PRIMARY KEY ([VersionId], [NormalizedStableKey]),
    CONSTRAINT [FK_VersionConnections_IntegrationVersions_VersionId] FOREIGN KEY ([VersionId]) REFERENCES [IntegrationVersions] ([Id]) ON DELETE CASCADE
);

CREATE TABLE [BindingReferences] (
    [Id] uniqueidentifier NOT NULL,
    [OrganizationId] uniqueidentifier NOT NULL,
    [InstanceId] uniqueidentifier NULL,
    [IntegrationId] uniqueidentifier NULL,
    [CredentialId] uniqueidentifier NULL,
    [ConfigVariableId] uniqueidentifier NULL,
    CONSTRAINT [PK_BindingReferences] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_BindingReferences_ConfigVariables_ConfigVariableId] FOREIGN KEY ([ConfigVariableId]) REFERENCES [ConfigVariables] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_BindingReferences_Credentials_CredentialId] FOREIGN KEY ([CredentialId]) REFERENCES [Credentials] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_BindingReferences_Instances_InstanceId] FOREIGN KEY ([InstanceId]) REFERENCES [Instances] ([Id]) ON DELETE NO ACTION,
    CONSTRAINT [FK_BindingReferences_Integrations_IntegrationId] FOREIGN KEY ([IntegrationId]) REFERENCES [Integrations] ([Id]) ON DELETE NO ACTION
);

CREATE UNIQUE INDEX [IX_ApiTokens_Hash] ON [ApiTokens] ([Hash]);

CREATE INDEX [IX_ApiTokens_OrganizationId_CreatedAt] ON [ApiTokens] ([OrganizationId], [CreatedAt]);

CREATE INDEX [IX_AspNetUserClaims_UserId] ON [AspNetUserClaims] ([UserId]);

CREATE INDEX [IX_AspNetUserLogins_UserId] ON [AspNetUserLogins] ([UserId]);

CREATE INDEX [EmailIndex] ON [AspNetUsers] ([NormalizedEmail]);

CREATE UNIQUE INDEX [UserNameIndex] ON [AspNetUsers] ([NormalizedUserName]) WHERE [NormalizedUserName] IS NOT NULL;

CREATE INDEX [IX_AuditEntries_OrganizationId_ActorId_Action_At] ON [AuditEntries] ([OrganizationId], [ActorId], [Action], [At]);

CREATE INDEX [IX_AuditEntries_OrganizationId_ActorId_Sequence] ON [AuditEntries] ([OrganizationId], [ActorId], [Sequence]);

CREATE INDEX [IX_AuditEntries_OrganizationId_SubjectId_Sequence] ON [AuditEntries] ([OrganizationId], [SubjectId], [Sequence]);

CREATE INDEX [IX_AuthorizationAttempts_OrganizationId_ExpiresAt] ON [AuthorizationAttempts] ([OrganizationId], [ExpiresAt]);

CREATE UNIQUE INDEX [IX_AuthorizationAttempts_StateHash] ON [AuthorizationAttempts] ([StateHash]);

CREATE INDEX [IX_BindingReferences_ConfigVariableId] ON [BindingReferences] ([ConfigVariableId]);

CREATE INDEX [IX_BindingReferences_CredentialId] ON [BindingReferences] ([CredentialId]);

CREATE INDEX [IX_BindingReferences_InstanceId] ON [BindingReferences] ([InstanceId]);

CREATE INDEX [IX_BindingReferences_IntegrationId] ON [BindingReferences] ([IntegrationId]);

CREATE INDEX [IX_ConfigVariables_CustomerId] ON [ConfigVariables] ([CustomerId]);

CREATE INDEX [IX_ConfigVariables_OrganizationId_NormalizedName] ON [ConfigVariables] ([OrganizationId], [NormalizedName]);

CREATE UNIQUE INDEX [IX_ConfigVariables_ScopeId_NormalizedName] ON [ConfigVariables] ([ScopeId], [NormalizedName]);

CREATE INDEX [IX_ConnectionTestOutcomes_OrganizationId_Works] ON [ConnectionTestOutcomes] ([OrganizationId], [Works]);

CREATE UNIQUE INDEX [IX_ConnectionTestOutcomes_OwnerId] ON [ConnectionTestOutcomes] ([OwnerId]);

CREATE INDEX [IX_ConnectorPictures_ConnectorId] ON [ConnectorPictures] ([ConnectorId]);

CREATE UNIQUE INDEX [IX_Credentials_OrganizationId_NormalizedName] ON [Credentials] ([OrganizationId], [NormalizedName]);

CREATE INDEX [IX_CustomerConnections_CustomerId] ON [CustomerConnections] ([CustomerId]);

CREATE UNIQUE INDEX [IX_CustomerConnections_OrganizationConnectionId_CustomerId] ON [CustomerConnections] ([OrganizationConnectionId], [CustomerId]);

CREATE INDEX [IX_CustomerConnections_OrganizationConnectionId_OrganizationId_CustomerId_IsComplete] ON [CustomerConnections] ([OrganizationConnectionId], [OrganizationId], [CustomerId], [IsComplete]);

CREATE INDEX [IX_Customers_OrganizationId_ArchivedAt_NormalizedName_Id_Name_ExternalId] ON [Customers] ([OrganizationId], [ArchivedAt], [NormalizedName], [Id], [Name], [ExternalId]);

CREATE INDEX [IX_Customers_OrganizationId_CreatedAt_Id] ON [Customers] ([OrganizationId], [CreatedAt], [Id]);

CREATE UNIQUE INDEX [IX_Customers_OrganizationId_ExternalId] ON [Customers] ([OrganizationId], [ExternalId]) WHERE [ExternalId] IS NOT NULL;

CREATE INDEX [IX_Customers_OrganizationId_NormalizedName_Id] ON [Customers] ([OrganizationId], [NormalizedName], [Id]);

CREATE UNIQUE INDEX [IX_DataKeys_OrganizationId_Number] ON [DataKeys] ([OrganizationId], [Number]);

CREATE INDEX [IX_DraftConnections_NormalizedStableKey] ON [DraftConnections] ([NormalizedStableKey]);

CREATE INDEX [IX_Instances_CustomerId] ON [Instances] ([CustomerId]);

CREATE INDEX [IX_Instances_IntegrationId] ON [Instances] ([IntegrationId]);

CREATE INDEX [IX_Instances_OrganizationId_CustomerId] ON [Instances] ([OrganizationId], [CustomerId]);

CREATE INDEX [IX_Instances_OrganizationId_IntegrationId] ON [Instances] ([OrganizationId], [IntegrationId]);

CREATE INDEX [IX_Instances_OrganizationId_NormalizedName_Id] ON [Instances] ([OrganizationId], [NormalizedName], [Id]);

CREATE INDEX [IX_Instances_VersionId_OrganizationId_ArchivedAt_CustomerId] ON [Instances] ([VersionId], [OrganizationId], [ArchivedAt], [CustomerId]);

CREATE INDEX [IX_Integrations_OrganizationId_NormalizedName_Id] ON [Integrations] ([OrganizationId], [NormalizedName], [Id]);

CREATE UNIQUE INDEX [IX_IntegrationVersions_IntegrationId_Number] ON [IntegrationVersions] ([IntegrationId], [Number]);

CREATE INDEX [IX_Memberships_OrganizationId_NormalizedName] ON [Memberships] ([OrganizationId], [NormalizedName]);

CREATE UNIQUE INDEX [IX_Memberships_OrganizationId_UserId] ON [Memberships] ([OrganizationId], [UserId]);

CREATE INDEX [IX_Memberships_UserId] ON [Memberships] ([UserId]);

CREATE INDEX [IX_OAuthAuthorizations_OrganizationId] ON [OAuthAuthorizations] ([OrganizationId]);

CREATE UNIQUE INDEX [IX_OAuthAuthorizations_OwnerId_OwnerKind] ON [OAuthAuthorizations] ([OwnerId], [OwnerKind]);

CREATE INDEX [IX_OAuthAuthorizations_Status_RefreshAt] ON [OAuthAuthorizations] ([Status], [RefreshAt]);

CREATE UNIQUE INDEX [IX_OrganizationConnections_OrganizationId_DefaultForConnector] ON [OrganizationConnections] ([OrganizationId], [DefaultForConnector]) WHERE [DefaultForConnector] IS NOT NULL;

CREATE INDEX [IX_OrganizationConnections_OrganizationId_NormalizedName] ON [OrganizationConnections] ([OrganizationId], [NormalizedName]);

CREATE UNIQUE INDEX [IX_OrganizationConnections_OrganizationId_NormalizedStableKey] ON [OrganizationConnections] ([OrganizationId], [NormalizedStableKey]);

CREATE INDEX [IX_OrganizationConnections_SupersededById] ON [OrganizationConnections] ([SupersededById]);

CREATE UNIQUE INDEX [IX_OwnConnectors_OrganizationId_Key] ON [OwnConnectors] ([OrganizationId], [Key]);

CREATE UNIQUE INDEX [IX_Runs_Id] ON [Runs] ([Id]);

CREATE UNIQUE INDEX [IX_Runs_InstanceId_FlowKey_DueAt] ON [Runs] ([InstanceId], [FlowKey], [DueAt]) WHERE "DueAt" IS NOT NULL;

CREATE INDEX [IX_Runs_OrganizationId_AcceptedAt_Sequence] ON [Runs] ([OrganizationId], [AcceptedAt], [Sequence]);

CREATE INDEX [IX_Runs_OrganizationId_CustomerId_Sequence] ON [Runs] ([OrganizationId], [CustomerId], [Sequence]);

CREATE INDEX [IX_Runs_OrganizationId_InstanceId_Sequence] ON [Runs] ([OrganizationId], [InstanceId], [Sequence]);

CREATE INDEX [IX_Runs_OrganizationId_IntegrationId_Sequence] ON [Runs] ([OrganizationId], [IntegrationId], [Sequence]);

CREATE INDEX [IX_Runs_OrganizationId_Sequence] ON [Runs] ([OrganizationId], [Sequence]);

CREATE INDEX [IX_Runs_OrganizationId_Status_Sequence] ON [Runs] ([OrganizationId], [Status], [Sequence]);

CREATE INDEX [IX_Runs_RefusedCredentials] ON [Runs] ([OrganizationId], [InstanceId], [FailureCategory]) WHERE "FailureCategory" = 1;

CREATE INDEX [IX_Runs_UnderWay] ON [Runs] ([OwnerId], [Sequence]) WHERE "EndedAt" IS NULL;

CREATE UNIQUE INDEX [IX_TestConnections_OrganizationConnectionId] ON [TestConnections] ([OrganizationConnectionId]);

CREATE UNIQUE INDEX [IX_ValueSets_OwnerId_Number] ON [ValueSets] ([OwnerId], [Number]);

CREATE INDEX [IX_VersionConnections_NormalizedStableKey] ON [VersionConnections] ([NormalizedStableKey]);

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'(date)_Initial', N'10.0.14');

COMMIT;
GO
