//! The enumerations of Open Badges 3.0: the words that some properties may have. `spec/badge.md#enumerations`

use super::class::{Enumeration, Openness};

/// What kind of thing was achieved (`Achievement.achievementType`).
pub static ACHIEVEMENT_TYPE: Enumeration = Enumeration {
    name: "AchievementType",
    words: &[
        "Achievement",
        "ApprenticeshipCertificate",
        "Assessment",
        "Assignment",
        "AssociateDegree",
        "Award",
        "BachelorDegree",
        "Badge",
        "Certificate",
        "CertificateOfCompletion",
        "Certification",
        "CoCurricular",
        "CommunityService",
        "Competency",
        "Course",
        "Degree",
        "Diploma",
        "DoctoralDegree",
        "Fieldwork",
        "GeneralEducationDevelopment",
        "JourneymanCertificate",
        "LearningProgram",
        "License",
        "MasterCertificate",
        "MasterDegree",
        "Membership",
        "MicroCredential",
        "ProfessionalDoctorate",
        "QualityAssuranceCredential",
        "ResearchDoctorate",
        "SecondarySchoolDiploma",
    ],
    openness: Openness::Open,
};

/// What an alignment points to (`Alignment.targetType`).
pub static ALIGNMENT_TARGET_TYPE: Enumeration = Enumeration {
    name: "AlignmentTargetType",
    words: &[
        "CFItem",
        "CFRubric",
        "CFRubricCriterion",
        "CFRubricCriterionLevel",
        "CTDL",
        "ceasn:Competency",
        "ceterms:Credential",
    ],
    openness: Openness::Open,
};

/// What kind of identifier it is (`IdentifierEntry.identifierType`, `IdentityObject.identityType`).
pub static IDENTIFIER_TYPE: Enumeration = Enumeration {
    name: "IdentifierTypeEnum",
    words: &[
        "accountId",
        "emailAddress",
        "identifier",
        "isbn",
        "issn",
        "lisSourcedId",
        "ltiContextId",
        "ltiDeploymentId",
        "ltiPlatformId",
        "ltiToolId",
        "ltiUserId",
        "name",
        "nationalIdentityNumber",
        "oneRosterSourcedId",
        "productId",
        "sisSourcedId",
        "sourcedId",
        "systemId",
        "userName",
    ],
    openness: Openness::Open,
};

/// How far the learner has come (`Result.status`). Absent means `Completed`.
pub static RESULT_STATUS: Enumeration = Enumeration {
    name: "ResultStatusType",
    words: &["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"],
    openness: Openness::Closed,
};

/// In what way a result is expressed (`ResultDescription.resultType`).
pub static RESULT_TYPE: Enumeration = Enumeration {
    name: "ResultType",
    words: &[
        "GradePointAverage",
        "LetterGrade",
        "Percent",
        "PerformanceLevel",
        "PredictedScore",
        "RawScore",
        "Result",
        "RubricCriterion",
        "RubricCriterionLevel",
        "RubricScore",
        "ScaledScore",
        "Status",
    ],
    openness: Openness::Open,
};

/// All of them.
pub static ENUMERATIONS: [&Enumeration; 5] =
    [&ACHIEVEMENT_TYPE, &ALIGNMENT_TARGET_TYPE, &IDENTIFIER_TYPE, &RESULT_STATUS, &RESULT_TYPE];
